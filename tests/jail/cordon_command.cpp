// SPDX-License-Identifier: Apache-2.0
#include "cordon_command.hpp"

#include "pipeline.hpp"
#include "schema_check.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <sstream>

namespace cordon::test {

std::vector<std::string> cordon_arguments(const std::string& command,
                                          const std::vector<std::string>& more) {
  std::vector<std::string> arguments = {CORDON_PROGRAM, command};
  if (std::ranges::find(more, "--slots") == more.end())
    arguments.insert(arguments.end(), {"--slots", "2"});
  if (const auto first = users().of_cordon; first != 0)
    arguments.insert(arguments.end(), {"--execution-uid-first", std::to_string(first),
                                       "--execution-uid-count", std::to_string(users_of_cordon)});
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

command_outcome run_cordon(const std::string& command, const std::vector<std::string>& more,
                           const std::string& input) {
  return run_command(cordon_arguments(command, more), {.input = input});
}

nlohmann::json parse_result(const std::string& text) {
  INFO(text);
  CHECK(schema_problem("result.schema.json", text).value_or("") == "");
  return nlohmann::json::parse(text);
}

std::map<std::string, nlohmann::json> parse_results(const std::string& lines) {
  std::map<std::string, nlohmann::json> results;
  std::istringstream all(lines);
  for (std::string line; std::getline(all, line);) {
    auto result = parse_result(line);
    const auto id = result["id"].get<std::string>();
    CHECK(results.emplace(id, std::move(result)).second);
  }
  return results;
}

} // namespace cordon::test
