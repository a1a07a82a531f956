// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cordon_command.hpp"
#include "pipeline.hpp"
#include "processes.hpp"
#include "temporary_folder.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace cordon::test {

/// The two programs where an ordinary user can reach them, to be run as one that nobody else is.
class ordinary_user {
public:
  ordinary_user() {
    namespace fs = std::filesystem;
    fs::permissions(fs::path(folder_ / ".").parent_path(), fs::perms(0755));
    fs::copy_file(CORDON_PROGRAM, folder_ / "cordon");
    fs::copy_file(CORDON_RUNNER, folder_ / "runner");
  }

  /// The command line of a command of `cordon`, its name first.
  std::vector<std::string> arguments(const std::vector<std::string>& more) const {
    const auto uid = std::to_string(users().ordinary);
    std::vector<std::string> all = {
        "setpriv",          "--reuid=" + uid, "--regid=" + uid,     "--clear-groups",
        folder_ / "cordon", more.front(),     "--execution-runner", folder_ / "runner"};
    all.insert(all.end(), more.begin() + 1, more.end());
    return all;
  }

  command_outcome run(const std::vector<std::string>& more, const std::string& input) const {
    return run_command(arguments(more), {.input = input, .folder = "/tmp"});
  }

  nlohmann::json run_open(const std::string& code) const {
    return parse_result(run({"run", "--profile", "open", "-"}, code).out);
  }

  /// A file that this user can read; its path.
  std::string put(const char* name, const std::string& text) const {
    namespace fs = std::filesystem;
    auto path = folder_ / name;
    std::ofstream(path) << text;
    fs::permissions(path, fs::perms(0644));
    return path;
  }

  bool left_nothing() const { return processes_of_users(users().ordinary, 1).empty(); }

private:
  audit::temporary_folder folder_;
};

} // namespace cordon::test
