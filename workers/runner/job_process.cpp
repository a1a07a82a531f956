// SPDX-License-Identifier: Apache-2.0
#include "job_process.hpp"

#include "landlock.hpp"
#include "privileged_call.hpp"
#include "root_filesystem.hpp"
#include "seccomp_filter.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

/// Of all processes of a program together; each may have its part. A process that ends closes them
/// one by one, however long each takes.
constexpr rlim_t open_files_of_all = 16'384;
constexpr rlim_t most_open_files = 1'024;
constexpr rlim_t fewest_open_files = 64;
/// Timers count among them. The kernel counts by user and user namespace, so each runner has its
/// own.
constexpr rlim_t max_pending_signals = 4'096;

/// Each by itself: the source beside them is not the program's to change, and the look up from a
/// file in /tmp, a mount of its own, does not come by the job's folder.
constexpr std::array writable_folders = {work_folder_path, "/job/shm", "/tmp"};

/// 0, or the errno.
using step_result = int;

/// A process that writes 0 moves itself; in version 1, where that is one thread, without the global
/// lock that moving another takes.
step_result join_cgroup(int way_in) noexcept {
  if (way_in < 0)
    return 0;
  return write(way_in, "0", 1) == 1 ? 0 : errno;
}

/// Out of the runner's process group, which kill(0, …) would reach.
step_result begin_session() noexcept {
  return setsid() >= 0 ? 0 : errno;
}

step_result join_cgroups(const confinement& c) noexcept {
  for (const int way_in : c.cgroup_fds)
    if (const auto failed = join_cgroup(way_in))
      return failed;
  return 0;
}

step_result enter_mount_namespace(const confinement& c) noexcept {
  if (privileged_call(SYS_unshare, CLONE_NEWNS) != 0
      || privileged_call(SYS_move_mount, c.mount_fd, "", AT_FDCWD, job_folder,
                         MOVE_MOUNT_F_EMPTY_PATH)
             != 0
      || privileged_call(SYS_mount, "/job/tmp", "/tmp", nullptr, MS_BIND, nullptr) != 0
      || chdir(work_folder_path) != 0)
    return errno;
  return 0;
}

step_result keep_streams_only(const confinement& c) noexcept {
  // Every descriptor of the runner lies above these four, so no dup2 overwrites a later source.
  if (dup2(c.stdin_fd, STDIN_FILENO) < 0 || dup2(c.stdout_fd, STDOUT_FILENO) < 0
      || dup2(c.stderr_fd, STDERR_FILENO) < 0 || dup2(c.verdict_fd, confined_verdict_fd) < 0)
    return errno;
  return 0;
}

step_result close_the_rest() noexcept {
  return close_range(confined_verdict_fd + 1, ~0u, 0) == 0 ? 0 : errno;
}

/// Where the host allows less, that holds: nobody in here may raise it.
step_result limit(__rlimit_resource resource, rlim_t value) noexcept {
  rlimit present{};
  if (getrlimit(resource, &present) != 0)
    return errno;
  const auto allowed = std::min(value, present.rlim_max);
  const rlimit both{allowed, allowed};
  return setrlimit(resource, &both) == 0 ? 0 : errno;
}

struct rlimit_step {
  const char* name;
  __rlimit_resource resource;
  rlim_t value;
};

/// Each is a step of its own, so that a failure names the limit.
template <class Passed>
bool set_rlimits(const confinement& c, Passed passed) noexcept {
  const auto seconds = static_cast<rlim_t>(c.limits.timeout.count() / 1000) + 2;
  // Without a cgroup, memory holds per process only.
  const auto address_space =
      c.has_cgroup ? RLIM_INFINITY : rlim_t{c.base_address_space + c.limits.max_memory_bytes};
  const auto processes = rlim_t{c.base_processes} + c.limits.max_processes;
  for (const auto& [name, resource, value] : {
           rlimit_step{"set RLIMIT_CORE", RLIMIT_CORE, 0},
           rlimit_step{"set RLIMIT_CPU", RLIMIT_CPU, seconds * c.limits.max_processes},
           rlimit_step{"set RLIMIT_FSIZE", RLIMIT_FSIZE, c.limits.max_file_bytes},
           rlimit_step{"set RLIMIT_NOFILE", RLIMIT_NOFILE,
                       std::clamp(open_files_of_all / std::max<rlim_t>(1, c.limits.max_processes),
                                  fewest_open_files, most_open_files)},
           rlimit_step{"set RLIMIT_MSGQUEUE", RLIMIT_MSGQUEUE, 0},
           rlimit_step{"set RLIMIT_SIGPENDING", RLIMIT_SIGPENDING, max_pending_signals},
           rlimit_step{"set RLIMIT_NICE", RLIMIT_NICE, 0},
           rlimit_step{"set RLIMIT_RTPRIO", RLIMIT_RTPRIO, 0},
           rlimit_step{"set RLIMIT_NPROC", RLIMIT_NPROC, processes},
           rlimit_step{"set RLIMIT_AS", RLIMIT_AS, address_space},
       })
    if (!passed(name, limit(resource, value)))
      return false;
  return true;
}

step_result drop_capabilities() noexcept {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  const __user_cap_data_struct none[2]{};
  return privileged_call(SYS_capset, &header, none) == 0 ? 0 : errno;
}

/// A core dump that is piped to a program of the host knows no limit of size.
step_result forbid_core_dumps() noexcept {
  return prctl(PR_SET_DUMPABLE, 0) == 0 ? 0 : errno;
}

step_result apply_landlock(const confinement& c) noexcept {
  if (c.landlock_abi == 0)
    return 0;
  landlock_roots roots{c.root_fd, c.devices_fd, {}};
  for (size_t i = 0; i < writable_folders.size(); ++i)
    if ((roots.writable[i] = open(writable_folders[i], O_PATH | O_DIRECTORY | O_CLOEXEC)) < 0)
      return errno;
  return restrict_with_landlock(c.landlock_abi, roots, c.ports);
}

} // namespace

bool confine(const confinement& c, start_record& record) noexcept {
  const auto passed = [&record](const char* step, step_result result) {
    if (result == 0)
      return true;
    record.errno_value = result;
    record.failed_step = step;
    return false;
  };
  // Landlock forbids mounts, so it comes after them; seccomp forbids most of this, so it is last.
  return passed("begin a session", begin_session()) && passed("join the cgroup", join_cgroups(c))
         && passed("enter a mount namespace", enter_mount_namespace(c))
         && passed("set the streams", keep_streams_only(c)) && set_rlimits(c, passed)
         && passed("drop the capabilities", drop_capabilities())
         && passed("forbid core dumps", forbid_core_dumps())
         && passed("apply landlock", apply_landlock(c))
         && passed("close descriptors", close_the_rest())
         && passed("install the seccomp filter", install_program_filter());
}

} // namespace cordon::runner
