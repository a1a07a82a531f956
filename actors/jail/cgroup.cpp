// SPDX-License-Identifier: Apache-2.0
#include "jail/cgroup.hpp"

#include "jail/messages.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace cordon::jail {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view folder_prefix = "cordon-";
/// Killed processes leave a cgroup a moment after they were killed.
constexpr auto patience = std::chrono::milliseconds(1'000);
constexpr auto pause_between_tries = std::chrono::milliseconds(5);

bool lists(const std::string& comma_separated, std::string_view word) {
  std::istringstream words(comma_separated);
  for (std::string one; std::getline(words, one, ',');)
    if (one == word)
      return true;
  return false;
}

/// Where the version 1 hierarchy of `controller` is mounted. See proc_pid_mountinfo(5): the fields
/// behind " - " are type, source and super options.
std::optional<std::string> mount_point(std::string_view controller) {
  std::ifstream mounts("/proc/self/mountinfo");
  for (std::string line; std::getline(mounts, line);) {
    const auto dash = line.find(" - cgroup ");
    if (dash == line.npos)
      continue;
    std::istringstream tail(line.substr(dash + 3));
    std::string type, source, options;
    tail >> type >> source >> options;
    if (type != "cgroup" || !lists(options, controller))
      continue;
    std::istringstream head(line);
    std::string id, parent, device, root, path;
    head >> id >> parent >> device >> root >> path;
    return path;
  }
  return std::nullopt;
}

/// This process's cgroup in the hierarchy of `controller`: "/…", see cgroups(7).
std::string own_cgroup(std::string_view controller) {
  std::ifstream lines("/proc/self/cgroup");
  for (std::string line; std::getline(lines, line);) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (second != line.npos && lists(line.substr(first + 1, second - first - 1), controller))
      return line.substr(second + 1);
  }
  return "/";
}

expected<std::string> find_base(std::string_view controller, const std::string& root) {
  const auto mount = mount_point(controller);
  if (!mount)
    return fail(errc::unsupported,
                "no version 1 hierarchy with the " + std::string(controller)
                    + " controller is mounted",
                "cgroup");
  std::error_code ignored;
  const auto own = *mount + (root.empty() ? own_cgroup(controller) : root);
  if (fs::is_directory(own, ignored))
    return own;
  if (!root.empty())
    return fail(errc::not_found, "the configured cgroup_root is not there", own);
  return *mount;
}

void remove_with_patience(const std::string& folder) {
  const auto give_up = std::chrono::steady_clock::now() + patience;
  while (rmdir(folder.c_str()) != 0 && errno == EBUSY && std::chrono::steady_clock::now() < give_up)
    std::this_thread::sleep_for(pause_between_tries);
}

bool is_of_dead_worker(std::string_view name) {
  if (!name.starts_with(folder_prefix))
    return false;
  name.remove_prefix(folder_prefix.size());
  pid_t pid = 0;
  const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), pid);
  return failed == std::errc{} && end == name.data() + name.size() && pid > 0 && kill(pid, 0) != 0
         && errno == ESRCH;
}

/// The folders in `folder`; fewer where it can't be read to the end.
std::vector<fs::path> folders_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code failed;
  for (auto at = fs::directory_iterator(folder, failed); !failed && at != fs::directory_iterator();
       at.increment(failed))
    if (std::error_code ignored; at->is_directory(ignored))
      found.push_back(at->path());
  return found;
}

void remove_remains_of_dead_workers(const std::string& base) {
  for (const auto& worker : folders_in(base)) {
    if (!is_of_dead_worker(worker.filename().string()))
      continue;
    for (const auto& leaf : folders_in(worker))
      rmdir(leaf.c_str());
    rmdir(worker.c_str());
  }
}

expected<std::string> make_folder(const std::string& base) {
  remove_remains_of_dead_workers(base);
  const auto path = base + '/' + std::string(folder_prefix) + std::to_string(getpid());
  if (mkdir(path.c_str(), 0755) != 0 && errno != EEXIST)
    return system_failure("cannot make a cgroup", path, errno);
  return path;
}

expected<std::string> make_hierarchy(std::string_view controller, const std::string& root) {
  auto base = find_base(controller, root);
  if (!base)
    return base;
  return make_folder(*base);
}

expected<io::unique_fd> open_file(const std::string& path) {
  io::unique_fd fd(open(path.c_str(), O_RDWR | O_CLOEXEC));
  if (!fd && errno == EACCES) // some are write-only
    fd.reset(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!fd)
    return system_failure("cannot open a cgroup's file", path, errno);
  return fd;
}

} // namespace

expected<std::unique_ptr<cgroup_tree>> cgroup_tree::make(const std::string& root) {
  std::unique_ptr<cgroup_tree> tree(new cgroup_tree);
  auto memory = make_hierarchy("memory", root);
  if (!memory)
    return tl::unexpected<error>(memory.error());
  tree->memory_ = *memory;
  auto pids = make_hierarchy("pids", root);
  if (!pids)
    return tl::unexpected<error>(pids.error());
  tree->pids_ = *pids;
  return tree;
}

cgroup_tree::~cgroup_tree() {
  for (const auto* folder : {&memory_, &pids_}) {
    if (folder->empty())
      continue;
    for (const auto& leaf : leaves_)
      remove_with_patience(*folder + '/' + leaf);
    remove_with_patience(*folder);
  }
}

expected<std::vector<io::unique_fd>> cgroup_tree::open_leaf(const std::string& name) {
  const auto memory = memory_ + '/' + name;
  const auto pids = pids_ + '/' + name;
  for (const auto* leaf : {&memory, &pids})
    if (mkdir(leaf->c_str(), 0755) != 0 && errno != EEXIST)
      return system_failure("cannot make a cgroup", *leaf, errno);
  if (std::find(leaves_.begin(), leaves_.end(), name) == leaves_.end())
    leaves_.push_back(name);
  std::vector<io::unique_fd> files;
  for (const auto& path :
       {memory + "/tasks", memory + "/memory.limit_in_bytes", memory + "/memory.max_usage_in_bytes",
        memory + "/memory.oom_control", pids + "/tasks", pids + "/pids.max"}) {
    auto file = open_file(path);
    if (!file)
      return tl::unexpected<error>(file.error());
    files.push_back(std::move(*file));
  }
  return files;
}

} // namespace cordon::jail
