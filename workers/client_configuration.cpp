// SPDX-License-Identifier: Apache-2.0
#include "client_configuration.hpp"

#include "job/log.hpp"
#include "printable.hpp"

#include <cstdio>

namespace cordon::workers {

namespace {

constexpr const char* brokers = "bootstrap.servers";

} // namespace

std::string use_run_file(const expected<run_file>& found, configuration& into) {
  if (into.names_broker)
    return {};
  if (!found) {
    const bool is_absent = found.error().what == "there is none";
    return is_absent ? "" : "the run file of 'cordon up' is not used: " + found.error().text();
  }
  into.kafka[brokers] = found->bootstrap;
  if (!into.names_redis)
    into.session.redis = found->redis;
  return {};
}

expected<configuration> load_client_configuration(const configuration_flags& flags) {
  auto loaded = load_configuration(
      {.file = flags.config_file, .environment = cordon_environment(), .flags = flags.settings});
  if (!loaded)
    return loaded;
  job::set_log_level(loaded->log_level);
  if (const auto hint = use_run_file(read_run_file(), *loaded); !hint.empty())
    std::fprintf(stderr, "cordon: %s\n", printable(hint).c_str());
  return loaded;
}

std::string brokers_of(const configuration& c) {
  const auto found = c.kafka.find(brokers);
  return found == c.kafka.end() ? "" : found->second;
}

exit_code complain(const error& problem, exit_code code, const char* command) {
  std::fprintf(stderr, "%s: %s\n", command, printable(problem.text()).c_str());
  return code;
}

exit_code code_of(const error& problem) {
  switch (problem.code) {
  case errc::bad_input:
  case errc::unsupported:
    return exit_code::usage;
  default:
    return exit_code::unavailable;
  }
}

} // namespace cordon::workers
