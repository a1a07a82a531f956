// SPDX-License-Identifier: Apache-2.0
#include "run_file.hpp"

#include "io/read_file.hpp"
#include "io/unique_fd.hpp"
#include "job/json_write.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace cordon::workers {

namespace {

constexpr uint64_t max_bytes = 4096;
constexpr mode_t writable_by_others = S_IWGRP | S_IWOTH;

struct place {
  std::string folder;
  std::string name;
};

place split(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos)
    return {".", path};
  return {slash == 0 ? "/" : path.substr(0, slash), path.substr(slash + 1)};
}

expected<void> check_owner(int fd, const std::string& path) {
  struct stat status {};
  if (fstat(fd, &status) != 0)
    return system_failure("cannot look at it", path, errno);
  if (status.st_uid != geteuid() || (status.st_mode & writable_by_others) != 0)
    return fail(errc::bad_input,
                "it is not ours alone: it must belong to this user and be writable by nobody else",
                path);
  return {};
}

/// The folder, known to be ours alone: what lies in it was put there by us.
expected<io::unique_fd> open_folder(const std::string& folder) {
  io::unique_fd fd(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!fd && errno == ENOENT)
    return fail(errc::not_found, "there is none", folder);
  if (!fd)
    return system_failure("cannot open it as a folder", folder, errno);
  if (auto ours = check_owner(fd.get(), folder); !ours)
    return tl::unexpected(ours.error());
  return fd;
}

expected<io::unique_fd> make_folder(const std::string& folder) {
  if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST)
    return system_failure("cannot make the folder", folder, errno);
  return open_folder(folder);
}

std::string to_text(const run_file& content) {
  std::string text;
  {
    job::object_writer json(text);
    json.integer("pid", content.pid);
    json.text("bootstrap", content.bootstrap);
    json.text("redis", content.redis);
    json.text("http", content.http);
  }
  return text + '\n';
}

expected<run_file> from_text(const std::string& text, const std::string& path) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  const auto is_text = [&](const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string();
  };
  if (!json.is_object() || !json.contains("pid") || !json["pid"].is_number_integer()
      || !is_text("bootstrap") || !is_text("redis") || !is_text("http"))
    return fail(errc::bad_input, "it is not what 'cordon up' writes; remove it", path);
  return run_file{.pid = json["pid"].get<pid_t>(),
                  .bootstrap = json["bootstrap"].get<std::string>(),
                  .redis = json["redis"].get<std::string>(),
                  .http = json["http"].get<std::string>()};
}

expected<run_file> read_in(const place& at, const std::string& path) {
  const auto folder = open_folder(at.folder);
  if (!folder)
    return tl::unexpected(folder.error());
  // A FIFO in its place must not make us wait.
  const io::unique_fd file(
      openat(folder->get(), at.name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file && errno == ENOENT)
    return fail(errc::not_found, "there is none", path);
  if (!file)
    return system_failure("cannot open it", path, errno);
  if (auto ours = check_owner(file.get(), path); !ours)
    return tl::unexpected(ours.error());
  return from_text(io::read_at(file.get(), 0, max_bytes), path);
}

bool is_running(pid_t pid) {
  return pid > 0 && (kill(pid, 0) == 0 || errno == EPERM);
}

} // namespace

std::string run_file_path() {
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");
  const std::string base = runtime != nullptr && runtime[0] == '/' ? runtime : "/tmp";
  return base + "/cordon-" + std::to_string(geteuid()) + "/up.json";
}

expected<void> write_run_file(const run_file& content, const std::string& path) {
  const place at = split(path);
  const auto folder = make_folder(at.folder);
  if (!folder)
    return tl::unexpected(folder.error());
  const std::string text = to_text(content);
  const std::string draft = at.name + '.' + std::to_string(getpid());
  unlinkat(folder->get(), draft.c_str(), 0); // of an earlier process of this id
  const io::unique_fd file(openat(folder->get(), draft.c_str(),
                                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                                  S_IRUSR | S_IWUSR));
  if (!file)
    return system_failure("cannot make the run file", path, errno);
  if (write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())
      || renameat(folder->get(), draft.c_str(), folder->get(), at.name.c_str()) != 0) {
    const int problem = errno;
    unlinkat(folder->get(), draft.c_str(), 0);
    return system_failure("cannot write the run file", path, problem);
  }
  return {};
}

void remove_run_file(pid_t pid, const std::string& path) {
  const place at = split(path);
  const auto content = read_in(at, path);
  if (content && content->pid == pid)
    unlink(path.c_str());
}

expected<run_file> read_run_file(const std::string& path) {
  auto content = read_in(split(path), path);
  if (!content || is_running(content->pid))
    return content;
  return fail(errc::not_found,
              "the 'cordon up' that wrote it, process " + std::to_string(content->pid)
                  + ", is gone; start 'cordon up' again",
              path);
}

} // namespace cordon::workers
