// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration.hpp"

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace cordon::workers {

/// The exit codes of every command.
enum class exit_code : int {
  succeeded = 0,
  not_succeeded = 1,
  usage = 2,         ///< the command line or the configuration is wrong
  sandbox_error = 3, ///< cordon's own failure, not the program's
  unavailable = 3,   ///< a broker or Redis can't be reached, or too little came in time
  interrupted = 130,
};

/// Where the configuration comes from, as far as the command line tells.
struct configuration_flags {
  std::string config_file; ///< "" where --config is absent
  setting_texts settings;  ///< each was checked alone
};

/// A file to put into the work folder: --file PATH, --file PATH=NAME.
struct file_argument {
  std::string path;
  std::string name; ///< in the work folder; the last part of `path` where none is given

  bool operator==(const file_argument&) const = default;
};

/// One program and what it is given: for `cordon run` and `cordon submit`.
struct program_arguments {
  std::string file; ///< "-": standard input
  /// Text of a JSON object, or "@FILE" whose content is one; "@FILE" is not read here.
  std::string context_json = "{}";
  std::vector<file_argument> files;
  std::string stdin_file; ///< what the program reads as its input; "": nothing; "-": ours
  std::optional<double> timeout_seconds;
  std::string profile = "default";
};

/// `cordon run`. Exactly one of `file` and `jobs_file` is set; with the latter the fields from
/// `context_json` to `profile` hold their defaults.
struct run_options : program_arguments {
  std::string jobs_file; ///< "-": standard input
  std::string artifacts; ///< a folder; "": they stay in the results
  bool no_progress = false;
  configuration_flags configuration;
};

/// `cordon worker`.
struct worker_options {
  configuration_flags configuration;
};

/// `cordon up`.
struct up_options {
  configuration_flags configuration;
};

/// What the file of `cordon submit` holds, by its name.
enum class submission_kind : uint8_t { program, job, jobs };

/// `cordon submit`. For anything but a program the fields from `context_json` to `profile` hold
/// their defaults.
struct submit_options : program_arguments {
  submission_kind kind = submission_kind::jobs;
  std::optional<std::string> key;    ///< of every record; nothing: jobs without order
  double wait_timeout_seconds = 300; ///< without any reply
  bool no_wait = false;
  bool no_progress = false;
  configuration_flags configuration;
};

/// `cordon result`.
struct result_options {
  std::string id;
  std::optional<std::string> user;
  bool wait = false;
  std::optional<double> wait_seconds; ///< nothing: for ever
  std::string artifacts;              ///< a folder; "": they stay in the result
  configuration_flags configuration;
};

/// `cordon cancel`.
struct cancel_options {
  std::string id;
  std::optional<std::string> user;
  configuration_flags configuration;
};

/// `cordon topics create`.
struct topics_options {
  int partitions = 12;         ///< of the topics that carry jobs and their answers
  int replication_factor = -1; ///< -1: the broker's default
  configuration_flags configuration;
};

/// Where a dead letter lies in its topic.
struct letter_position {
  int32_t partition = 0;
  int64_t offset = 0;

  bool operator==(const letter_position&) const = default;
};

enum class letters_action : uint8_t { list, show, replay };

/// `cordon dead-letters`. `at` is set for `show`, and for `replay` of one; `replay` without it is
/// of all.
struct dead_letters_options {
  letters_action action = letters_action::list;
  std::optional<letter_position> at;
  std::optional<uint64_t> limit; ///< list: the newest so many
  configuration_flags configuration;
};

/// `cordon doctor`.
struct doctor_options {
  bool json = false;
  configuration_flags configuration;
};

/// `cordon --version`.
struct version_request {};

/// `--help` of cordon or a command: text for standard output.
struct help_request {
  std::string text;
};

/// A command line that makes no sense: text for standard error, without a newline at its end.
struct usage_error {
  std::string text;
  workers::exit_code exit_code = workers::exit_code::usage;
};

/// What a command line asks for.
struct cli_outcome {
  std::variant<run_options, worker_options, up_options, submit_options, result_options,
               cancel_options, topics_options, dead_letters_options, doctor_options,
               version_request, help_request, usage_error>
      command;
};

/// Reads a command line without the program's own name. Touches no file, no stream and no
/// environment, and never ends the process.
cli_outcome parse_command_line(std::span<const std::string> arguments);
cli_outcome parse_command_line(int argc, const char* const* argv);

} // namespace cordon::workers
