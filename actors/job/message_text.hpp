// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace cordon::job {

/// What a message has to be before its fields are looked at.
struct message_rule {
  std::string_view name; ///< with its article, for messages: "a job"
  size_t max_bytes;
  size_t max_depth; ///< arrays and objects within each other; small (json_check.hpp)
};

/// The text of the one JSON object that a message is, a view into `bytes`; or in one sentence why
/// it is none: empty, too long, not UTF-8, not JSON, too deep, another value. `bytes` are hostile.
tl::expected<std::string_view, std::string> find_object(std::string_view bytes,
                                                        const message_rule& rule);

/// The part of a message in front of its first fault; empty where it is too long.
std::string_view readable_part(std::string_view bytes, const message_rule& rule);

} // namespace cordon::job
