// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace cordon::publish {

/// The longest beginning of `text`, valid UTF-8, that cuts no character and takes at most
/// `max_bytes` between the quotes of a JSON string as json_write.hpp writes it.
std::string_view cut_escaped(std::string_view text, size_t max_bytes);

} // namespace cordon::publish
