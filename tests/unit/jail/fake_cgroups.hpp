// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/temporary_folder.hpp"
#include "jail/cgroup.hpp"

#include <filesystem>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace cordon::jail {

/// The number of a process that has ended.
inline pid_t dead_process() {
  const auto pid = fork();
  if (pid == 0)
    _exit(0);
  waitpid(pid, nullptr, 0);
  return pid;
}

/// An ordinary folder in the place of a hierarchy: needs no privilege, and folders come and go as
/// in a real one, but files are there only where a test has made them.
struct fake_hierarchy {
  audit::temporary_folder folder;
  std::filesystem::path base{folder / "base"};
  std::filesystem::path mine{base / ("cordon-" + std::to_string(getpid()))};

  fake_hierarchy() { std::filesystem::create_directories(base); }

  /// What the files in `open` are called, in order.
  static std::vector<std::string> names_of(const open_cgroup& open) {
    std::vector<std::string> names;
    for (const auto& fd : open.fds)
      names.push_back(
          std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(fd.get())).filename());
    return names;
  }
};

} // namespace cordon::jail
