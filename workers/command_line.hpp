// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"
#include "settings.hpp"

#include <CLI/CLI.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::workers {

/// A usage error of `command`, with the way to its help.
cli_outcome usage(const std::string& command, const std::string& what);

/// The command line of one command: CLI11 splits it, the words about what is wrong are ours. What
/// is added must outlive it.
class command_line {
public:
  command_line(std::string name, std::string_view description, std::string_view footer);

  /// The next argument that is no flag; must not be empty.
  void add_argument(const std::string& name, std::string& into, const std::string& help);
  /// A flag with a value that must not be empty; given twice, the last counts.
  void add_text(const std::string& flag, std::optional<std::string>& into,
                const std::string& value_name, const std::string& help);
  /// A flag with a value that may be given many times.
  void add_texts(const std::string& flag, std::vector<std::string>& into,
                 const std::string& value_name, const std::string& help);
  /// A flag without a value.
  void add_switch(const std::string& flag, bool& into, const std::string& help);
  /// A flag whose value stands after '=' or is left out; then `into` is "true".
  void add_optional_text(const std::string& flag, std::optional<std::string>& into,
                         const std::string& help);
  /// A flag that others have and this command has not: it is no mistyped one, and `why` says more.
  void add_refused(const std::string& flag, const std::string& why);
  /// --config and a flag for the settings that the command heeds: `heeded` names tables ("worker")
  /// or settings ("worker.slots"); "kafka" gives --kafka and --bootstrap-servers,
  /// "kafka.properties" only the former.
  void add_configuration(configuration_flags& into, std::span<const std::string_view> heeded);

  /// Nothing where the command line is well-formed; help or a usage error otherwise.
  std::optional<cli_outcome> parse(std::span<const std::string> arguments);

  cli_outcome wrong(const std::string& what) const { return usage(name_, what); }

private:
  void add_brokers(setting_texts& into);
  void add_kafka(setting_texts& into);
  void take_property(const std::string& flag, const std::string& name, const std::string& value,
                     setting_texts& into);
  CLI::Option* add_setting(const setting&, setting_texts& into);
  cli_outcome left_over(const std::vector<std::string>& rest) const;
  void note(std::string what);

  std::string name_;
  CLI::App app_;
  std::optional<std::string> first_problem_; ///< met by a flag's own check
};

} // namespace cordon::workers
