// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "key_format.hpp"

#include <string_view>
#include <toml++/toml.h>

namespace cordon::workers {

/// The type of a node, for people: "a string".
std::string_view type_name(const toml::node& node);

/// The value of a node, of the type that `key` wants and checked. Errors: bad_input that names the
/// key; its `where` is empty.
expected<key_value> read_value(const key_format& key, const toml::node& node);

} // namespace cordon::workers
