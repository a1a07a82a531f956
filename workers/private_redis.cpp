// SPDX-License-Identifier: Apache-2.0
#include "private_redis.hpp"

#include "io/read_file.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace cordon::workers {

namespace {

constexpr auto patience = std::chrono::seconds(10);
constexpr auto pause_between_looks = std::chrono::milliseconds(20);
constexpr uint64_t shown_log_bytes = 1'000;

/// Where short-lived private things belong. A unix socket's path has little room (unix(7)), so a
/// long one is not taken.
std::string parent_folder() {
  constexpr size_t longest = 60;
  for (const char* name : {"XDG_RUNTIME_DIR", "TMPDIR"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && value[0] == '/' && std::strlen(value) <= longest
        && access(value, W_OK | X_OK) == 0)
      return value;
  }
  return "/tmp";
}

/// Whether Redis answers a PING on that socket.
bool serves(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  const io::unique_fd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const timeval second{1, 0};
  setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second);
  if (connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return false;
  constexpr std::string_view ping = "PING\r\n", pong = "+PONG";
  char answer[16]{};
  return send(socket.get(), ping.data(), ping.size(), MSG_NOSIGNAL) > 0
         && recv(socket.get(), answer, sizeof answer - 1, 0) > 0
         && std::string_view(answer).starts_with(pong);
}

bool wait_until_serving(companion_process& process, const std::string& socket) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (process.is_alive() && std::chrono::steady_clock::now() < deadline) {
    if (serves(socket))
      return true;
    std::this_thread::sleep_for(pause_between_looks);
  }
  return false;
}

constexpr std::string_view prefix = "cordon-up-";
constexpr std::string_view draft_prefix = "cordon-new-";
constexpr size_t random_bytes = 6;

/// The folder, locked for as long as it is open, or nothing where another process has it.
io::unique_fd lock_folder(const std::string& path) {
  io::unique_fd folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (folder && flock(folder.get(), LOCK_EX | LOCK_NB) != 0)
    folder.reset();
  return folder;
}

/// Removes what killed processes left: folders of ours that nobody has locked any more.
void remove_stale(const std::string& parent) {
  std::error_code problem;
  for (std::filesystem::directory_iterator at(parent, problem), end; !problem && at != end;
       at.increment(problem)) {
    if (!at->path().filename().string().starts_with(prefix))
      continue;
    const auto locked = lock_folder(at->path().string());
    struct stat status {};
    std::error_code ignored;
    if (locked && fstat(locked.get(), &status) == 0 && status.st_uid == geteuid())
      std::filesystem::remove_all(at->path(), ignored);
  }
}

std::string end_of(int log) {
  const uint64_t size = io::file_size(log);
  return io::read_at(log, size - std::min(size, shown_log_bytes), shown_log_bytes);
}

} // namespace

expected<private_folder> private_folder::make() {
  const auto parent = parent_folder();
  remove_stale(parent);
  std::string draft = parent + "/" + std::string(draft_prefix) + "XXXXXX";
  if (mkdtemp(draft.data()) == nullptr)
    return system_failure("cannot make a folder", draft, errno);
  auto lock = lock_folder(draft);
  // It has its name only when it is locked: until then nobody takes it for one that was left.
  const auto path = parent + "/" + std::string(prefix) + draft.substr(draft.size() - random_bytes);
  if (!lock || renameat2(AT_FDCWD, draft.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) != 0) {
    const int problem = errno;
    rmdir(draft.c_str());
    return system_failure("cannot make a folder", path, problem);
  }
  return private_folder(path, std::move(lock));
}

private_folder::~private_folder() {
  remove();
}

void private_folder::remove() const noexcept {
  std::error_code ignored;
  if (!path_.empty())
    std::filesystem::remove_all(path_, ignored);
}

expected<private_redis> private_redis::start(const std::string& program) {
  auto folder = private_folder::make();
  if (!folder)
    return tl::unexpected<error>(folder.error());
  const std::string socket = folder->path() + "/redis.sock", log_path = folder->path() + "/log";
  const io::unique_fd log(
      open(log_path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600));
  if (!log)
    return system_failure("cannot make a file", log_path, errno);
  auto process = companion_process::start(program,
                                          {"--port", "0", "--unixsocket", socket,
                                           "--unixsocketperm", "600", "--save", "", "--appendonly",
                                           "no", "--daemonize", "no", "--dir", folder->path()},
                                          log.get());
  if (!process && process.error().code == errc::not_found)
    return fail(errc::not_found,
                "there is no such program; install Debian's package redis-server, or have a Redis "
                "elsewhere and name it by session.redis",
                program);
  if (!process)
    return tl::unexpected<error>(process.error());
  if (!wait_until_serving(**process, socket))
    return fail(errc::peer_died, "it does not serve; the end of its log: " + end_of(log.get()),
                program);
  return private_redis(*std::move(folder), *std::move(process), socket);
}

} // namespace cordon::workers
