// SPDX-License-Identifier: Apache-2.0
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "zygote.hpp"

#include "jail_entry.hpp"
#include "namespaces.hpp"
#include "own_descriptors.hpp"
#include "pidfd.hpp"
#include "root_filesystem.hpp"
#include "warm_interpreter.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <grp.h>
#include <optional>
#include <poll.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace cordon::runner {

namespace {

constexpr int patience_ms = 2'000;

/// A module may keep a cache (matplotlib fails where it can't), and the root is read-only.
class scratch_folder {
public:
  scratch_folder()
      : mounted_(mount("tmpfs", path, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=16m") == 0) {
  }
  ~scratch_folder() {
    if (mounted_)
      umount2(path, MNT_DETACH);
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;

private:
  static constexpr const char* path = "/tmp";
  bool mounted_;
};

/// Root's rights, which this process needs again for its children, laid down for a while.
class lowered_rights {
public:
  /// 0: nothing to lay down.
  static expected<lowered_rights> to(uint32_t host_uid) {
    if (host_uid != 0
        && (setgroups(0, nullptr) != 0 || setegid(host_uid) != 0 || seteuid(host_uid) != 0))
      return system_failure("cannot lay down root's rights", "seteuid", errno);
    return lowered_rights(host_uid != 0);
  }
  ~lowered_rights() {
    if (std::exchange(are_lowered_, false) && (seteuid(0) != 0 || setegid(0) != 0))
      _exit(1);
  }
  lowered_rights(lowered_rights&& other) noexcept
      : are_lowered_(std::exchange(other.are_lowered_, false)) {}
  lowered_rights& operator=(lowered_rights&&) = delete;

private:
  explicit lowered_rights(bool are_lowered) : are_lowered_(are_lowered) {}

  bool are_lowered_;
};

expected<void> warm(const jail::setup& setup) {
  if (auto r = enter_zygote_namespaces(); !r)
    return r;
  if (auto r = enter_minimal_root({.packages = setup.packages, .is_zygotes = true}); !r)
    return r;
  const scratch_folder writable;
  auto lowered = lowered_rights::to(setup.host_uid);
  if (!lowered)
    return tl::unexpected(lowered.error());
  return warm_interpreter(setup);
}

/// By waiting, so that the CPU time of all that ran below counts as this process's, and so as the
/// worker's.
void reap(int) {
  const int before = errno;
  while (waitpid(-1, nullptr, WNOHANG) > 0) {
  }
  errno = before;
}

struct forked_process {
  pid_t pid;
  io::unique_fd pidfd;
};

bool has_ended(const forked_process& one, int wait_ms) {
  pollfd watched{one.pidfd.get(), POLLIN, 0};
  return poll(&watched, 1, wait_ms) != 0;
}

void tell(const forked_process& one, int signal) {
  pidfd_send_signal(one.pidfd.get(), signal, nullptr, 0);
}

/// Each ends its jail and waits for that; one that does not in time goes without.
void end_all(const std::vector<forked_process>& living) {
  for (const auto& one : living)
    tell(one, SIGTERM);
  for (const auto& one : living)
    if (!has_ended(one, patience_ms))
      tell(one, SIGKILL);
  while (waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {
  }
}

/// In the child: everything of the zygote but its memory is gone.
int live(const io::unique_fd& socket, pid_t zygote) {
  std::signal(SIGCHLD, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  setsid();
  dup2(socket.get(), worker_socket);
  control_channel channel(keep_only_the_socket());
  return channel.fd() < 0 ? 1 : live_in_jail(std::move(channel), zygote);
}

void bear(const io::unique_fd& socket, std::vector<forked_process>& living) {
  const auto zygote = getpid();
  PyOS_BeforeFork();
  const pid_t pid = fork();
  if (pid == 0)
    _exit(live(socket, zygote));
  PyOS_AfterFork_Parent();
  std::erase_if(living, [](const auto& one) { return has_ended(one, 0); });
  if (pid < 0)
    return;
  if (io::unique_fd pidfd(pidfd_open(pid, 0)); pidfd)
    living.push_back({pid, std::move(pidfd)});
}

/// The exit code of a zygote that was never warm: all that ask hear why.
int refuse_births(control_channel& channel, const error& problem) {
  pollfd more{channel.fd(), POLLIN, 0};
  control_channel::frame frame;
  do {
    if (!channel.read(frame))
      break;
    for (auto& fd : frame.fds)
      control_channel(std::move(fd)).write(jail::encode(jail::ready{{}, problem.text()}));
  } while (poll(&more, 1, 0) > 0);
  return 1;
}

} // namespace

int serve_births(control_channel channel, const jail::setup& setup) {
  // A file that may not be written is to be told of; the interpreter ignores this one too.
  std::signal(SIGXFSZ, SIG_IGN);
  if (auto r = warm(setup); !r)
    return refuse_births(channel, r.error());
  std::signal(SIGCHLD, reap);
  // From now on, the end comes as that of the socket.
  std::signal(SIGTERM, SIG_IGN);
  std::vector<forked_process> living;
  control_channel::frame frame;
  while (channel.read(frame) && jail::kind_of(frame.body) == jail::message_kind::birth
         && frame.fds.size() == 1) {
    bear(frame.fds.front(), living);
    frame.fds.clear();
  }
  end_all(living);
  return 0;
}

} // namespace cordon::runner
