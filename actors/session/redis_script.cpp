// SPDX-License-Identifier: Apache-2.0
#include "session/redis_script.hpp"

#include "job/log.hpp"
#include "session/redis_reply.hpp"

#include <vector>

namespace cordon::session {

command_ptr eval(std::string_view script, std::span<const std::string> keys,
                 std::span<const std::string_view> arguments) {
  const auto key_count = std::to_string(keys.size());
  std::vector<std::string_view> all = {"EVAL", script, key_count};
  all.insert(all.end(), keys.begin(), keys.end());
  all.insert(all.end(), arguments.begin(), arguments.end());
  return format_command(all);
}

void log_refusal(std::string_view command, std::string_view key, const redisReply* answer) {
  const auto error = error_of(answer);
  job::log_event(job::log_level::warn, "redis_refused",
                 {{"command", command},
                  {"key", key},
                  {"reason", error ? shortened(*error) : "the answer is of another kind"}});
}

} // namespace cordon::session
