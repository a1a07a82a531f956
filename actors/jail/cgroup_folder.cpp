// SPDX-License-Identifier: Apache-2.0
#include "jail/cgroup_folder.hpp"

#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

namespace cordon::jail {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view folder_prefix = "cordon-";
/// Killed processes leave a cgroup a moment after they were killed.
constexpr auto patience = std::chrono::milliseconds(1'000);
constexpr auto pause_between_tries = std::chrono::milliseconds(5);

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
    if (std::error_code ignored; at->is_directory(ignored) && !at->is_symlink(ignored))
      found.push_back(at->path());
  return found;
}

/// Version 2 tells. A worker that looks dead, but has processes, is one of another pid namespace.
bool has_processes(const fs::path& folder) {
  return read_cgroup_file(folder / "cgroup.events").find("populated 1") != std::string::npos;
}

void remove_with_all_below(const fs::path& folder) {
  for (const auto& below : folders_in(folder))
    remove_with_all_below(below);
  rmdir(folder.c_str());
}

void remove_remains_of_dead_workers(const std::string& base) {
  for (const auto& worker : folders_in(base))
    if (is_of_dead_worker(worker.filename().string()) && !has_processes(worker))
      remove_with_all_below(worker);
}

io::unique_fd open_for_writing(const std::string& path) {
  io::unique_fd fd(open(path.c_str(), O_RDWR | O_CLOEXEC));
  if (!fd && errno == EACCES) // some are write-only, some read-only
    fd.reset(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!fd && errno == EACCES)
    fd.reset(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return fd;
}

} // namespace

expected<std::string> make_worker_cgroup(const std::string& base) {
  remove_remains_of_dead_workers(base);
  auto folder = base + '/' + std::string(folder_prefix) + std::to_string(getpid());
  if (auto r = make_cgroup(folder); !r)
    return tl::unexpected<error>(r.error());
  return folder;
}

expected<void> make_cgroup(const std::string& folder) {
  if (mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST)
    return system_failure("cannot make a cgroup", folder, errno);
  return {};
}

void remove_cgroup(const std::string& folder) {
  const auto give_up = std::chrono::steady_clock::now() + patience;
  while (rmdir(folder.c_str()) != 0 && errno == EBUSY && std::chrono::steady_clock::now() < give_up)
    std::this_thread::sleep_for(pause_between_tries);
}

expected<io::unique_fd> open_cgroup_file(const std::string& path) {
  auto fd = open_for_writing(path);
  if (!fd)
    return system_failure("cannot open a cgroup's file", path, errno);
  return fd;
}

expected<io::unique_fd> open_cgroup_file_if_there(const std::string& path) {
  auto fd = open_for_writing(path);
  if (!fd && errno != ENOENT)
    return system_failure("cannot open a cgroup's file", path, errno);
  return fd;
}

expected<void> write_cgroup_file(const std::string& path, std::string_view text) {
  const io::unique_fd fd(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!fd || write(fd.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    return system_failure("cannot write " + std::string(text), path, errno);
  return {};
}

std::string read_cgroup_file(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool has_word(const std::string& text, std::string_view word) {
  std::istringstream words(text);
  for (std::string one; words >> one;)
    if (one == word)
      return true;
  return false;
}

} // namespace cordon::jail
