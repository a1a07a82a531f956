// SPDX-License-Identifier: Apache-2.0
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "zygote.hpp"

#include "jail/zygote_terms.hpp"
#include "jail_entry.hpp"
#include "namespaces.hpp"
#include "own_descriptors.hpp"
#include "pidfd.hpp"
#include "process_end.hpp"
#include "root_filesystem.hpp"
#include "warm_interpreter.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <functional>
#include <grp.h>
#include <optional>
#include <poll.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace cordon::runner {

namespace {

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

/// Ends this process when the worker does: undone by each change of credentials.
expected<void> stay_tied_to(pid_t worker) {
  if (auto r = signal_on_parents_death(SIGKILL); !r)
    return r;
  if (getppid() != worker)
    _exit(1);
  return {};
}

/// What `work` gives, done without root's rights, which this process needs again for its children.
expected<void> with_rights_of(uint32_t host_uid, pid_t worker,
                              const std::function<expected<void>()>& work) {
  if (host_uid == 0)
    return work();
  if (setgroups(0, nullptr) != 0 || setegid(host_uid) != 0 || seteuid(host_uid) != 0)
    return system_failure("cannot lay down root's rights", "seteuid", errno);
  if (auto r = stay_tied_to(worker); !r)
    return r;
  auto done = work();
  if (seteuid(0) != 0 || setegid(0) != 0)
    return system_failure("cannot take up root's rights", "seteuid", errno);
  if (auto r = stay_tied_to(worker); !r)
    return r;
  return done;
}

expected<void> warm(const jail::setup& setup, pid_t worker) {
  const auto has_own_view = enter_zygote_namespaces();
  if (!has_own_view)
    return tl::unexpected(has_own_view.error());
  std::optional<scratch_folder> writable;
  if (*has_own_view) {
    if (auto r = enter_minimal_root({.packages = setup.packages, .is_zygotes = true}); !r)
      return r;
    writable.emplace();
  }
  return with_rights_of(setup.host_uid, worker, [&setup] { return warm_interpreter(setup); });
}

/// Pidfds.
using forked_processes = std::vector<io::unique_fd>;

/// Waits for that one alone, so that the CPU time of all that ran below it counts as this
/// process's, and so as the worker's. Nobody else does: before it, a child's number stays its own.
void reap(const io::unique_fd& one) {
  siginfo_t ignored{};
  while (waitid(P_PIDFD, static_cast<id_t>(one.get()), &ignored, WEXITED) != 0 && errno == EINTR) {
  }
}

/// Reaps who ends until the worker says something.
void await_frame(const control_channel& channel, forked_processes& living) {
  std::vector<pollfd> watched;
  do {
    std::erase_if(living, [](const auto& one) {
      const bool ended = has_ended(one);
      if (ended)
        reap(one);
      return ended;
    });
    watched = {{channel.fd(), POLLIN, 0}};
    for (const auto& one : living)
      watched.push_back({one.get(), POLLIN, 0});
    poll(watched.data(), watched.size(), -1);
  } while (watched.front().revents == 0);
}

/// Each ends its jail and waits for that; one that does not in time goes without.
void end_all(const forked_processes& living) {
  for (const auto& one : living)
    pidfd_send_signal(one.get(), SIGTERM, nullptr, 0);
  const auto give_up = std::chrono::steady_clock::now() + jail::patience_with_forked;
  for (const auto& one : living)
    if (!has_ended_by(give_up, one))
      pidfd_send_signal(one.get(), SIGKILL, nullptr, 0);
  for (const auto& one : living)
    reap(one);
}

/// In the child: everything of the zygote but its memory is gone.
int live(const io::unique_fd& socket, pid_t zygote) {
  std::signal(SIGTERM, SIG_DFL);
  setsid();
  dup2(socket.get(), jail::zygote_socket);
  control_channel channel(keep_only_the_socket());
  return channel.fd() < 0 ? 1 : live_in_jail(std::move(channel), zygote);
}

/// To the worker, in place of one that is born.
void tell(io::unique_fd socket, const error& problem) {
  control_channel(std::move(socket)).write(jail::encode(jail::ready{{}, problem.text()}));
}

void bear(io::unique_fd socket, forked_processes& living) {
  const auto zygote = getpid();
  PyOS_BeforeFork();
  const pid_t pid = fork();
  if (pid == 0)
    _exit(live(socket, zygote));
  const int failed = errno;
  PyOS_AfterFork_Parent();
  if (pid < 0)
    return tell(std::move(socket), system_failure("cannot fork a jail", "fork", failed).value());
  if (io::unique_fd pidfd(pidfd_open(pid, 0)); pidfd)
    return living.push_back(std::move(pidfd));
  // Who could not be ended with the others does not begin.
  kill(pid, SIGKILL);
  waitpid(pid, nullptr, 0);
}

/// The exit code of a zygote that was never warm: all that ask hear why.
int refuse_births(control_channel& channel, const error& problem) {
  pollfd more{channel.fd(), POLLIN, 0};
  control_channel::frame frame;
  do {
    if (!channel.read(frame))
      break;
    for (auto& fd : frame.fds)
      tell(std::move(fd), problem);
  } while (poll(&more, 1, 0) > 0);
  return 1;
}

} // namespace

int serve_births(control_channel channel, const jail::setup& setup) {
  // A file that may not be written is to be told of; the interpreter ignores this one too.
  std::signal(SIGXFSZ, SIG_IGN);
  if (auto r = warm(setup, getppid()); !r)
    return refuse_births(channel, r.error());
  // From now on, the end comes as that of the socket.
  std::signal(SIGTERM, SIG_IGN);
  forked_processes living;
  control_channel::frame frame;
  const auto is_asked = [&] {
    await_frame(channel, living);
    return channel.read(frame) && jail::kind_of(frame.body) == jail::message_kind::birth
           && frame.fds.size() == 1;
  };
  while (is_asked())
    bear(std::move(frame.fds.front()), living);
  end_all(living);
  return 0;
}

} // namespace cordon::runner
