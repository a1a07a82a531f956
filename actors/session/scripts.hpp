// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cordon::session {

// What Redis does in one step, as Lua for EVAL. A call that is sent again because its answer got
// lost carries the same token and does not count twice.

// Whose the name of a job is lies under its claim: "<state> <digest of the job> <origin>", the
// state `running` (with a lease, which the worker renews) or `done`.

/// KEYS result, origin, starts, token, claim. ARGV the first record's origin, starts up to which it
/// counts, seconds to keep, token, the job's digest or "" where it claims no name, milliseconds of
/// the lease. Answers {starts before, result or false, 1 where it counted, `ours`, `running` or
/// `conflict`}.
inline constexpr std::string_view take_up_script = R"(
local function result_of(origin)
  return redis.call('GET', KEYS[2]) == origin and redis.call('GET', KEYS[1])
end
local result = result_of(ARGV[1])
if result then return {0, result, 0, 'ours'} end
if ARGV[5] ~= '' then
  local held = redis.call('GET', KEYS[5]) or ''
  local state, digest, by = string.match(held, '^(%l+) (%x+) (.*)$')
  if by and by ~= ARGV[1] then
    if digest ~= ARGV[5] then return {0, false, 0, 'conflict'} end
    result = result_of(by)
    if result then return {0, result, 0, 'ours'} end
    if state == 'running' then return {0, false, 0, 'running'} end
  end
  redis.call('SET', KEYS[5], 'running ' .. ARGV[5] .. ' ' .. ARGV[1], 'PX', ARGV[6])
end
local starts = tonumber(redis.call('GET', KEYS[3]) or '0') or 0
if redis.call('GET', KEYS[4]) == ARGV[4] then return {starts - 1, false, 1, 'ours'} end
if starts >= tonumber(ARGV[2]) then return {starts, false, 0, 'ours'} end
redis.call('INCR', KEYS[3])
redis.call('EXPIRE', KEYS[3], ARGV[3])
redis.call('SET', KEYS[4], ARGV[4], 'EX', ARGV[3])
return {starts, false, 1, 'ours'}
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

/// KEYS result, origin, starts, token, claim. ARGV the result, its first record's origin, seconds
/// to keep, the job's digest or "", seconds to keep the claim or 0 to give it up. Answers 1; 0
/// where the name is another record's, whose result alone is to be found by it.
inline constexpr std::string_view store_script = R"(
local held = redis.pcall('GET', KEYS[5])
if type(held) ~= 'string' then held = '' end
local digest, by = string.match(held, '^%l+ (%x+) (.*)$')
if by and by ~= ARGV[2] then
  redis.call('DEL', KEYS[3], KEYS[4])
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3])
redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3])
redis.call('DEL', KEYS[3], KEYS[4])
digest = digest or ARGV[4]
if ARGV[5] == '0' then
  redis.call('DEL', KEYS[5])
elseif digest ~= '' then
  redis.call('SET', KEYS[5], 'done ' .. digest .. ' ' .. ARGV[2], 'EX', ARGV[5])
end
redis.call('PUBLISH', KEYS[1], ARGV[1])
return 1
)";

/// KEYS starts, token, claim. ARGV what the claim is to be, or "" where the job claims no name;
/// milliseconds of the lease. Leaves a claim alone that is another record's by now. Answers 1.
inline constexpr std::string_view put_off_script = R"(
redis.call('DEL', KEYS[1], KEYS[2])
if ARGV[1] == '' then return 1 end
local held = redis.pcall('GET', KEYS[3])
if not held or held == ARGV[1] then redis.call('SET', KEYS[3], ARGV[1], 'PX', ARGV[2]) end
return 1
)";

/// KEYS claims. ARGV milliseconds of the lease, then what each claim is to be. Leaves those alone
/// that were ended or are another record's by now. Answers how many keys there were.
inline constexpr std::string_view renew_script = R"(
for i, key in ipairs(KEYS) do
  local held = redis.pcall('GET', key)
  if not held or held == ARGV[i + 1] then redis.call('SET', key, ARGV[i + 1], 'PX', ARGV[1]) end
end
return #KEYS
)";

} // namespace cordon::session
