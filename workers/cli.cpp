// SPDX-License-Identifier: Apache-2.0
#include "cli.hpp"

#include "cli_text.hpp"
#include "command_line.hpp"
#include "key_format.hpp"
#include "nearest.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace cordon::workers {

namespace {

using arguments = std::span<const std::string>;

constexpr std::array<std::string_view, 2> commands = {"run", "doctor"};
constexpr std::array<std::string_view, 10> undelivered_commands = {
    "worker", "up", "submit", "result", "cancel", "topics", "dead-letters", "audit", "chat", "mcp"};

constexpr key_format timeout_format{
    .name = "--timeout", .kind = value_kind::seconds, .min = 0.001, .max = 86'400};

/// What `cordon run` is given, before sense is made of it.
struct run_texts {
  std::string file;
  std::optional<std::string> jobs;
  std::optional<std::string> context;
  std::vector<std::string> files;
  std::optional<std::string> stdin_file;
  std::optional<std::string> timeout;
  std::optional<std::string> profile;
};

void add_run_flags(command_line& line, run_texts& texts, run_options& options) {
  line.add_argument("FILE", texts.file, "The program; '-' reads it from standard input");
  line.add_text("--jobs", texts.jobs, "FILE",
                "Run a file of jobs instead; '-' reads it from standard input");
  line.add_text("--context", texts.context, "JSON|@FILE",
                "What the program finds in its variable 'context': a JSON object (default: {})");
  line.add_texts("--file", texts.files, "PATH[=NAME]",
                 "Put a copy of this file into the program's work folder, under NAME if given; may "
                 "be repeated");
  line.add_text("--stdin", texts.stdin_file, "FILE",
                "What the program reads as its standard input; '-' is that of cordon (default: "
                "nothing)");
  line.add_text("--timeout", texts.timeout, "SECONDS",
                "Wall time that the program may take (default: the profile's)");
  line.add_text("--profile", texts.profile, "NAME",
                "The policy: default, data, open, or one of the configuration (default: default)");
  line.add_switch("--no-progress", options.no_progress, "Show no progress bar with --jobs");
  line.add_configuration(options.configuration);
}

/// What is wrong with the flags together; empty where nothing is.
std::string conflict(const run_texts& texts) {
  if (texts.file.empty() && !texts.jobs)
    return "no program given; name its file, '-' for standard input, or a file of jobs with --jobs";
  if (!texts.file.empty() && texts.jobs)
    return "a program and --jobs exclude each other; leave '" + texts.file + "' or --jobs out";
  const bool is_about_one =
      texts.context || !texts.files.empty() || texts.stdin_file || texts.timeout || texts.profile;
  if (texts.jobs && is_about_one)
    return "--context, --file, --stdin, --timeout and --profile are for a single program; with "
           "--jobs each line has its own context, files, stdin, limits and profile";
  if (texts.file == "-" && texts.stdin_file == "-")
    return "the program and its input can't both come from standard input; give one of them as a "
           "file";
  return {};
}

expected<file_argument> to_file_argument(const std::string& text) {
  const size_t equals = text.rfind('=');
  const std::string path = text.substr(0, equals);
  const std::string name =
      equals == std::string::npos ? path.substr(path.rfind('/') + 1) : text.substr(equals + 1);
  if (path.empty() || name.empty())
    return fail(errc::bad_input,
                "--file must be PATH or PATH=NAME, a file and what it is called in "
                "the work folder, not '"
                    + text + "'");
  return file_argument{path, name};
}

expected<std::string> to_context(const std::string& text) {
  const bool is_file = text.starts_with("@") && text.size() > 1;
  if (!is_file && !nlohmann::json::parse(text, nullptr, false).is_object())
    return fail(errc::bad_input, "--context must be a JSON object like '{\"name\": \"Alice\"}', or "
                                 "@FILE for a file that holds one");
  return text;
}

expected<void> read_texts(const run_texts& texts, run_options& options) {
  options.file = texts.file;
  options.jobs_file = texts.jobs.value_or("");
  options.stdin_file = texts.stdin_file.value_or("");
  options.profile = texts.profile.value_or(options.profile);
  for (const auto& text : texts.files) {
    auto file = to_file_argument(text);
    if (!file)
      return tl::unexpected(file.error());
    options.files.push_back(*std::move(file));
  }
  const auto context = to_context(texts.context.value_or(options.context_json));
  if (!context)
    return tl::unexpected(context.error());
  options.context_json = *context;
  if (!texts.timeout)
    return {};
  const auto seconds = from_text(timeout_format, *texts.timeout);
  if (!seconds)
    return tl::unexpected(seconds.error());
  options.timeout_seconds = std::get<double>(*seconds);
  return {};
}

cli_outcome parse_run(arguments args) {
  run_options options;
  run_texts texts;
  command_line line("cordon run", cli_text::run_description, cli_text::run_footer);
  add_run_flags(line, texts, options);
  if (auto answer = line.parse(args))
    return *std::move(answer);
  if (const std::string what = conflict(texts); !what.empty())
    return line.wrong(what);
  if (const auto good = read_texts(texts, options); !good)
    return line.wrong(good.error().text());
  return {std::move(options)};
}

cli_outcome parse_doctor(arguments args) {
  doctor_options options;
  command_line line("cordon doctor", cli_text::doctor_description, cli_text::doctor_footer);
  line.add_switch("--json", options.json, "Print one JSON object instead of text");
  line.add_configuration(options.configuration);
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

} // namespace

cli_outcome parse_command_line(arguments args) {
  if (args.empty())
    return usage("cordon", "no command given; for instance 'cordon run FILE'");
  const std::string& word = args.front();
  if (word == "--help" || word == "-h" || word == "help")
    return {help_request{std::string(cli_text::overview)}};
  if (word == "--version")
    return {version_request{}};
  if (word == "run")
    return parse_run(args.subspan(1));
  if (word == "doctor")
    return parse_doctor(args.subspan(1));
  return no_command(word);
}

cli_outcome parse_command_line(int argc, const char* const* argv) {
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  return parse_command_line(words);
}

} // namespace cordon::workers
