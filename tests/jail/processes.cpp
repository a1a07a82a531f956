// SPDX-License-Identifier: Apache-2.0
#include "processes.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <thread>

namespace cordon::test {

namespace {

namespace fs = std::filesystem;
constexpr auto pause_between_looks = std::chrono::milliseconds(5);

struct process {
  pid_t pid = -1;
  pid_t parent = -1;
  uint32_t uid = 0;
  std::string name;
  char state = '?';
};

/// Nothing where it went away meanwhile.
std::optional<process> read_process(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  process one;
  for (std::string key; status >> key; status.ignore(1'000, '\n')) {
    if (key == "Name:")
      status >> one.name;
    else if (key == "State:")
      status >> one.state;
    else if (key == "PPid:")
      status >> one.parent;
    else if (key == "Uid:" && status >> one.uid)
      one.pid = pid;
  }
  return one.pid < 0 ? std::nullopt : std::optional(one);
}

std::vector<process> living() {
  std::vector<process> all;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const auto name = entry.path().filename().string();
    if (!std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }))
      continue;
    if (const auto one = read_process(std::stoi(name)); one && one->state != 'Z')
      all.push_back(*one);
  }
  return all;
}

void add_children(const std::vector<process>& all, pid_t parent, std::vector<pid_t>& found) {
  for (const auto& one : all)
    if (one.parent == parent)
      found.push_back(one.pid);
}

std::string read_whole(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

std::vector<pid_t> processes_of_users(uint32_t first, uint32_t count) {
  std::vector<pid_t> found;
  for (const auto& one : living())
    if (one.uid >= first && one.uid < first + count)
      found.push_back(one.pid);
  return found;
}

std::vector<pid_t> processes_named(const std::string& name) {
  std::vector<pid_t> found;
  for (const auto& one : living())
    if (one.name == name)
      found.push_back(one.pid);
  return found;
}

std::vector<std::string> living_names(const std::string& beginning) {
  std::vector<std::string> found;
  for (const auto& one : living())
    if (one.name.starts_with(beginning))
      found.push_back(one.name);
  std::ranges::sort(found);
  return found;
}

bool is_alive(pid_t pid) {
  const auto one = read_process(pid);
  return one && one->state != 'Z';
}

std::vector<pid_t> children_of(pid_t parent) {
  std::vector<pid_t> found;
  add_children(living(), parent, found);
  return found;
}

std::vector<pid_t> descendants_of(pid_t ancestor) {
  const auto all = living();
  std::vector<pid_t> found;
  add_children(all, ancestor, found);
  for (size_t i = 0; i < found.size(); ++i)
    add_children(all, found[i], found);
  return found;
}

bool eventually(const std::function<bool()>& holds, std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline)
      return false;
    std::this_thread::sleep_for(pause_between_looks);
  }
  return true;
}

std::vector<std::string> cgroup_folders_of(pid_t pid) {
  const auto name = "cordon-" + std::to_string(pid);
  std::vector<std::string> found;
  std::istringstream lines(mounts());
  for (std::string line; std::getline(lines, line);) {
    if (line.find(" - cgroup") == line.npos)
      continue;
    std::istringstream fields(line);
    std::string skipped, path;
    fields >> skipped >> skipped >> skipped >> skipped >> path;
    std::error_code ignored;
    for (fs::recursive_directory_iterator at(path, ignored), end; at != end; at.increment(ignored))
      if (at->path().filename() == name)
        found.push_back(at->path().string());
  }
  return found;
}

std::string mounts() {
  return read_whole("/proc/self/mountinfo");
}

size_t open_descriptors() {
  return static_cast<size_t>(
      std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

} // namespace cordon::test
