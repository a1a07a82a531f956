// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cordon::job {

/// Whether Kafka takes `text` as the name of a topic: 1 to 249 of the letters A–Z and a–z, digits,
/// '.', '_' and '-', but not "." or "..".
bool is_topic_name(std::string_view text);

/// What is wrong with a text that is no topic's name, for messages.
inline constexpr std::string_view topic_name_rule =
    " is not a topic's name; 1 to 249 letters, digits, '.', '_' and '-' are possible";

} // namespace cordon::job
