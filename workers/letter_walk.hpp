// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"
#include "job/error.hpp"
#include "job/record.hpp"
#include "kafka_client.hpp"

#include <functional>
#include <optional>
#include <string>

namespace cordon::workers {

/// Reads the records that are in the topic now, in the order of each partition, until `take` or
/// `go_on` says false. With `newest`, at least so many of each partition that has them, the newest,
/// and none twice; those from further back come after newer ones. Errors: as of topic_reader;
/// peer_died where the broker stops to answer.
expected<void> walk_letters(topic_reader& reader, const std::string& topic,
                            std::optional<uint64_t> newest, const std::function<bool()>& go_on,
                            const std::function<bool(const job::record&)>& take);

/// The record at that very place. Errors: the same; not_found.
expected<job::record> find_letter(topic_reader& reader, const std::string& topic,
                                  letter_position at, const std::function<bool()>& go_on);

} // namespace cordon::workers
