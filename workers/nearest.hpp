// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cordon::workers {

/// The one of `known` that `written` was probably meant to be: a few slips of the finger away, or
/// one that begins with it. Nothing where none is near.
std::optional<std::string_view> nearest(std::string_view written,
                                        std::span<const std::string_view> known);

/// " (did you mean 'x'?)" or nothing.
std::string did_you_mean(std::string_view written, std::span<const std::string_view> known);

/// "a, b, c".
std::string listed(std::span<const std::string_view> names);

} // namespace cordon::workers
