// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "kafka/handles.hpp"

#include <map>
#include <string>

namespace cordon::kafka {

/// Settings of librdkafka under their own names: "bootstrap.servers", "ssl.ca.location", …
using properties = std::map<std::string, std::string>;

/// Whether librdkafka takes that property. Errors: bad_input that says what would be right; the
/// value is not repeated, since it may be a secret.
expected<void> check_property(const std::string& name, const std::string& value);

/// A configuration of `ours` over librdkafka's defaults, then of `theirs`, which the operator gave.
/// librdkafka's own log lines go to our log. `must_hold` goes over all: what would break a promise
/// if it were otherwise.
expected<configuration> make_configuration(const properties& ours, const properties& theirs,
                                           const properties& must_hold);

/// Makes a client. Errors: bad_input where the properties contradict each other; system.
expected<client> make_client(rd_kafka_type_t type, configuration conf);

} // namespace cordon::kafka
