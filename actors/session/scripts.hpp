// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cordon::session {

// What Redis does in one step, as Lua for EVAL. A call that is sent again because its answer got
// lost carries the same token and does not count twice.

/// KEYS result, origin, starts, token. ARGV the record's origin, starts up to which it counts,
/// seconds to keep, token. Answers {starts before, result or false, 1 where it counted}.
inline constexpr std::string_view take_up_script = R"(
if redis.call('GET', KEYS[2]) == ARGV[1] then
  local result = redis.call('GET', KEYS[1])
  if result then return {0, result, 0} end
end
local starts = tonumber(redis.call('GET', KEYS[3]) or '0') or 0
if redis.call('GET', KEYS[4]) == ARGV[4] then return {starts - 1, false, 1} end
if starts >= tonumber(ARGV[2]) then return {starts, false, 0} end
redis.call('INCR', KEYS[3])
redis.call('EXPIRE', KEYS[3], ARGV[3])
redis.call('SET', KEYS[4], ARGV[4], 'EX', ARGV[3])
return {starts, false, 1}
)";

/// KEYS starts, token. ARGV 1 or -1, seconds to keep, token. Answers 1; never counts below 0.
inline constexpr std::string_view count_script = R"(
if redis.call('GET', KEYS[2]) == ARGV[3] then return 1 end
if redis.call('INCRBY', KEYS[1], ARGV[1]) < 1 then
  redis.call('DEL', KEYS[1])
else
  redis.call('EXPIRE', KEYS[1], ARGV[2])
end
redis.call('SET', KEYS[2], ARGV[3], 'EX', ARGV[2])
return 1
)";

/// KEYS result, origin, starts, token. ARGV the result, its record's origin, seconds to keep.
/// Answers 1.
inline constexpr std::string_view store_script = R"(
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3])
redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3])
redis.call('DEL', KEYS[3], KEYS[4])
redis.call('PUBLISH', KEYS[1], ARGV[1])
return 1
)";

} // namespace cordon::session
