// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/redis_handles.hpp"

#include <span>
#include <string>
#include <string_view>

namespace cordon::session {

/// A call of a script of scripts.hpp.
command_ptr eval(std::string_view script, std::span<const std::string> keys,
                 std::span<const std::string_view> arguments);

/// Says so where Redis answered anything but what the command asks for.
void log_refusal(std::string_view command, std::string_view key, const redisReply* answer);

} // namespace cordon::session
