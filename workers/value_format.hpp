// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "key_format.hpp"

#include <string_view>

namespace cordon::workers {

/// Whether `text`, which is not empty, is written as a value of that kind is, or as an element of
/// its lists.
bool has_format(value_kind kind, std::string_view text);

/// Whether Kafka takes this as a topic's name.
bool is_topic(std::string_view name);

} // namespace cordon::workers
