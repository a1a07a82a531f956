// SPDX-License-Identifier: Apache-2.0
#include "cli_parsers.hpp"
#include "cli_text.hpp"
#include "command_line.hpp"
#include "key_format.hpp"

#include <nlohmann/json.hpp>

namespace cordon::workers {

namespace {

using arguments = std::span<const std::string>;

constexpr std::array<std::string_view, 4> heeded_by_run = {"worker", "execution", "audit",
                                                           "session.inline_artifacts_max"};
constexpr std::array<std::string_view, 4> heeded_by_submit = {
    "kafka", "worker.log_level", "intake.jobs_topic", "publish.reply_topic"};

constexpr key_format timeout_format{
    .name = "--timeout", .kind = value_kind::seconds, .min = 0.001, .max = 86'400};
constexpr key_format wait_timeout_format{
    .name = "--wait-timeout", .kind = value_kind::seconds, .min = 0.001, .max = 31'536'000};

/// What a program is given, before sense is made of it.
struct program_texts {
  std::string file;
  std::optional<std::string> context;
  std::vector<std::string> files;
  std::optional<std::string> stdin_file;
  std::optional<std::string> timeout;
  std::optional<std::string> profile;

  /// Whether anything is set that only a single program has.
  bool are_about_one() const {
    return context || !files.empty() || stdin_file || timeout || profile;
  }
};

void add_program_flags(command_line& line, program_texts& texts) {
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

expected<void> read_texts(const program_texts& texts, program_arguments& into) {
  into.file = texts.file;
  into.stdin_file = texts.stdin_file.value_or("");
  into.profile = texts.profile.value_or(into.profile);
  for (const auto& text : texts.files) {
    auto file = to_file_argument(text);
    if (!file)
      return tl::unexpected(file.error());
    into.files.push_back(*std::move(file));
  }
  const auto context = to_context(texts.context.value_or(into.context_json));
  if (!context)
    return tl::unexpected(context.error());
  into.context_json = *context;
  if (!texts.timeout)
    return {};
  const auto seconds = from_text(timeout_format, *texts.timeout);
  if (!seconds)
    return tl::unexpected(seconds.error());
  into.timeout_seconds = std::get<double>(*seconds);
  return {};
}

/// What is wrong with the flags of `run` together; empty where nothing is.
std::string conflict_of_run(const program_texts& texts, const std::optional<std::string>& jobs) {
  if (texts.file.empty() && !jobs)
    return "no program given; name its file, '-' for standard input, or a file of jobs with --jobs";
  if (!texts.file.empty() && jobs)
    return "a program and --jobs exclude each other; leave '" + texts.file + "' or --jobs out";
  if (jobs && texts.are_about_one())
    return "--context, --file, --stdin, --timeout and --profile are for a single program; with "
           "--jobs each line has its own context, files, stdin, limits and profile";
  if (texts.file == "-" && texts.stdin_file == "-")
    return "the program and its input can't both come from standard input; give one of them as a "
           "file";
  return {};
}

/// What a file is to `submit`, by its name; nothing where the name does not tell.
std::optional<submission_kind> kind_of(const std::string& file) {
  if (file.ends_with(".py"))
    return submission_kind::program;
  if (file.ends_with(".json"))
    return submission_kind::job;
  if (file == "-" || file.ends_with(".jsonl"))
    return submission_kind::jobs;
  return std::nullopt;
}

/// The same for those of `submit`.
std::string conflict_of_submit(const program_texts& texts,
                               const std::optional<std::string>& wait_timeout, bool no_wait) {
  if (texts.file.empty())
    return "no file given; name a program (.py), a job (.json) or many (.jsonl, '-')";
  const auto kind = kind_of(texts.file);
  if (!kind)
    return "'" + texts.file
           + "' is told by its name: a program ends in .py, a job in .json, a file of jobs in "
             ".jsonl; '-' reads jobs from standard input";
  if (kind != submission_kind::program && texts.are_about_one())
    return "--context, --file, --stdin, --timeout and --profile are for a program (.py); a job "
           "has its own context, files, stdin, limits and profile";
  if (no_wait && wait_timeout)
    return "--no-wait and --wait-timeout exclude each other; leave one of them out";
  return {};
}

} // namespace

cli_outcome parse_run(arguments args) {
  run_options options;
  program_texts texts;
  std::optional<std::string> jobs, artifacts;
  command_line line("cordon run", cli_text::run_description, cli_text::run_footer);
  line.add_argument("FILE", texts.file, "The program; '-' reads it from standard input");
  line.add_text("--jobs", jobs, "FILE",
                "Run a file of jobs instead; '-' reads it from standard input");
  add_program_flags(line, texts);
  line.add_text("--artifacts", artifacts, "FOLDER",
                "Write the files that the program leaves into this folder; with --jobs, into one "
                "in it for each id");
  line.add_switch("--no-progress", options.no_progress, "Show no progress bar with --jobs");
  line.add_configuration(options.configuration, heeded_by_run);
  if (auto answer = line.parse(args))
    return *std::move(answer);
  if (const std::string what = conflict_of_run(texts, jobs); !what.empty())
    return line.wrong(what);
  options.jobs_file = jobs.value_or("");
  options.artifacts = artifacts.value_or("");
  if (const auto good = read_texts(texts, options); !good)
    return line.wrong(good.error().text());
  return {std::move(options)};
}

cli_outcome parse_submit(arguments args) {
  submit_options options;
  program_texts texts;
  std::optional<std::string> wait_timeout;
  command_line line("cordon submit", cli_text::submit_description, cli_text::submit_footer);
  line.add_argument("FILE", texts.file,
                    "A program (.py), a job (.json) or many, one a line (.jsonl); '-' reads jobs "
                    "from standard input");
  add_program_flags(line, texts);
  line.add_text("--key", options.key, "KEY",
                "The record key of every job: jobs of one key run in order (default: none)");
  line.add_text("--wait-timeout", wait_timeout, "SECONDS",
                "Give up when for so long no reply came (default: 300)");
  line.add_switch("--no-wait", options.no_wait,
                  "Wait for no reply: print the ids, one a line, as the broker takes the jobs");
  line.add_switch("--no-progress", options.no_progress, "Show no progress bar for many jobs");
  line.add_configuration(options.configuration, heeded_by_submit);
  if (auto answer = line.parse(args))
    return *std::move(answer);
  if (const auto what = conflict_of_submit(texts, wait_timeout, options.no_wait); !what.empty())
    return line.wrong(what);
  options.kind = *kind_of(texts.file);
  if (const auto good = read_texts(texts, options); !good)
    return line.wrong(good.error().text());
  if (!wait_timeout)
    return {std::move(options)};
  const auto seconds = from_text(wait_timeout_format, *wait_timeout);
  if (!seconds)
    return line.wrong(seconds.error().text());
  options.wait_timeout_seconds = std::get<double>(*seconds);
  return {std::move(options)};
}

} // namespace cordon::workers
