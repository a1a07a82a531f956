// SPDX-License-Identifier: Apache-2.0
#include "cli.hpp"

#include "cli_parsers.hpp"
#include "cli_text.hpp"
#include "command_line.hpp"
#include "nearest.hpp"

#include <algorithm>
#include <array>

namespace cordon::workers {

namespace {

using arguments = std::span<const std::string>;

constexpr std::array<std::string_view, 8> heeded_by_worker = {
    "worker", "execution", "audit", "kafka", "intake", "publish", "session", "http"};
constexpr std::array<std::string_view, 8> heeded_by_up = {
    "worker", "execution", "audit", "kafka.properties", "intake", "publish", "session", "http"};

constexpr std::array<std::string_view, 9> commands = {
    "run", "worker", "up", "submit", "result", "cancel", "topics", "dead-letters", "doctor"};
constexpr std::array<std::string_view, 3> undelivered_commands = {"audit", "chat", "mcp"};

cli_outcome parse_worker(arguments args) {
  worker_options options;
  command_line line("cordon worker", cli_text::worker_description, cli_text::worker_footer);
  line.add_configuration(options.configuration, heeded_by_worker);
  if (auto answer = line.parse(args))
    return *std::move(answer);
  return {std::move(options)};
}

cli_outcome parse_up(arguments args) {
  up_options options;
  command_line line("cordon up", cli_text::up_description, cli_text::up_footer);
  line.add_refused("--bootstrap-servers,--bootstrap-server",
                   "cordon up brings a broker of its own; leave it out, or use cordon worker");
  line.add_configuration(options.configuration, heeded_by_up);
  if (auto answer = line.parse(args))
    return *std::move(answer);
  return {std::move(options)};
}

cli_outcome parse_doctor(arguments args) {
  doctor_options options;
  command_line line("cordon doctor", cli_text::doctor_description, cli_text::doctor_footer);
  line.add_switch("--json", options.json, "Print one JSON object instead of text");
  line.add_configuration(options.configuration, heeded_by_programs);
  if (auto answer = line.parse(args))
    return *std::move(answer);
  return {std::move(options)};
}

cli_outcome no_command(const std::string& word) {
  if (std::find(undelivered_commands.begin(), undelivered_commands.end(), word)
      != undelivered_commands.end())
    return usage("cordon",
                 "'" + word + "' is not delivered in this version; delivered: " + listed(commands));
  if (word.starts_with("-"))
    return usage("cordon", "'" + word
                               + "' stands where a command belongs; for instance 'cordon "
                                 "run FILE'");
  if (word.ends_with(".py"))
    return usage("cordon",
                 "unknown command '" + word + "'; did you mean 'cordon run " + word + "'?");
  return usage("cordon", "unknown command '" + word + "'" + did_you_mean(word, commands)
                             + "; known: " + listed(commands));
}

struct parser {
  std::string_view command;
  cli_outcome (*parse)(arguments);
};

constexpr auto parsers = std::to_array<parser>({{"run", parse_run},
                                                {"worker", parse_worker},
                                                {"up", parse_up},
                                                {"submit", parse_submit},
                                                {"result", parse_result},
                                                {"cancel", parse_cancel},
                                                {"topics", parse_topics},
                                                {"dead-letters", parse_dead_letters},
                                                {"doctor", parse_doctor}});

} // namespace

cli_outcome parse_command_line(arguments args) {
  if (args.empty())
    return usage("cordon", "no command given; for instance 'cordon run FILE'");
  const std::string& word = args.front();
  if (word == "--help" || word == "-h" || word == "help")
    return {help_request{std::string(cli_text::overview)}};
  if (word == "--version")
    return {version_request{}};
  const auto known = std::find_if(parsers.begin(), parsers.end(),
                                  [&](const parser& one) { return one.command == word; });
  return known == parsers.end() ? no_command(word) : known->parse(args.subspan(1));
}

cli_outcome parse_command_line(int argc, const char* const* argv) {
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  return parse_command_line(words);
}

} // namespace cordon::workers
