// SPDX-License-Identifier: Apache-2.0
#include "job/log.hpp"

#include "job/json_write.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <string>

namespace cordon::job {

namespace {

spdlog::level::level_enum to_spdlog(log_level level) {
  switch (level) {
  case log_level::debug:
    return spdlog::level::debug;
  case log_level::info:
    return spdlog::level::info;
  case log_level::warn:
    return spdlog::level::warn;
  case log_level::error:
    break;
  }
  return spdlog::level::err;
}

spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = std::make_shared<spdlog::logger>("cordon",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l",%v})",
                      spdlog::pattern_time_type::utc);
    made->set_level(spdlog::level::warn);
    return made;
  }();
  return *instance;
}

} // namespace

void set_log_level(std::string_view name) {
  logger().set_level(spdlog::level::from_str(std::string(name)));
}

bool would_log(log_level level) {
  return logger().should_log(to_spdlog(level));
}

void log_event(log_level level, std::string_view event,
               std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  if (!would_log(level))
    return;
  std::string text = "\"event\":";
  append_json_string(text, event);
  for (const auto& [key, value] : fields) {
    text += ',';
    append_json_string(text, key);
    text += ':';
    append_json_string(text, value);
  }
  logger().log(to_spdlog(level), "{}", text);
}

} // namespace cordon::job
