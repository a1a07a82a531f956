// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/request.hpp"
#include "kafka/producer.hpp"

#include <string>
#include <string_view>

namespace cordon::publish {

/// What a job's replies and events are keyed by: its record's key, or its id where it has none
/// that is held whole.
std::string key_of(const job::request& request, const std::string& job_id);

/// The answer to `request` as a record: key, echoed headers, and `result_json` in the envelope that
/// the job came in. The address is as the request has it: an empty topic is the default one, which
/// the caller knows. `group` is the consumer group, which names the source of a CloudEvent.
kafka::outgoing_record reply_record(const job::request& request, const std::string& job_id,
                                    std::string_view result_json, const std::string& group);

} // namespace cordon::publish
