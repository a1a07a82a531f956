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

/// `cordon run`. Exactly one of `file` and `jobs_file` is set; with the latter the fields from
/// `context_json` to `profile` hold their defaults.
struct run_options {
  std::string file;      ///< "-": standard input
  std::string jobs_file; ///< "-": standard input
  /// Text of a JSON object, or "@FILE" whose content is one; "@FILE" is not read here.
  std::string context_json = "{}";
  std::vector<file_argument> files;
  std::string stdin_file; ///< what the program reads as its input; "": nothing; "-": ours
  std::optional<double> timeout_seconds;
  std::string profile = "default";
  bool no_progress = false;
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
  std::variant<run_options, doctor_options, version_request, help_request, usage_error> command;
};

/// Reads a command line without the program's own name. Touches no file, no stream and no
/// environment, and never ends the process.
cli_outcome parse_command_line(std::span<const std::string> arguments);
cli_outcome parse_command_line(int argc, const char* const* argv);

} // namespace cordon::workers
