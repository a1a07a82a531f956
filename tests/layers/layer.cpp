// SPDX-License-Identifier: Apache-2.0
#include "layer.hpp"

// The steps are nobody's but these files', so that the runner can't do one without the others.
#include "job_process.cpp" // NOLINT(bugprone-suspicious-include)
#include "namespaces.cpp"  // NOLINT(bugprone-suspicious-include)

namespace cordon::layers {

namespace {

int value_of(const expected<void>& done) {
  return done ? 0 : EPERM;
}

/// Opened where a path is still what it is on the host.
int open_folder(const std::string& path) {
  return open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
}

} // namespace

step seccomp() {
  return [] {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
      return errno;
    if (!runner::install_runner_filter(runner::deadly_call::kills, false))
      return EPERM;
    return runner::install_program_filter();
  };
}

step landlock(std::array<std::string, 3> writable) {
  return [writable = std::move(writable)] {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
      return errno;
    runner::landlock_roots roots{open_folder("/"), open_folder("/dev"), {}};
    for (size_t i = 0; i < writable.size(); ++i)
      roots.writable[i] = open_folder(writable[i]);
    return runner::restrict_with_landlock(runner::landlock_abi(), roots, {});
  };
}

step minimal_root() {
  return [] {
    const auto uid = geteuid();
    const auto gid = getegid();
    if (unshare(CLONE_NEWNS | (uid == 0 ? 0 : CLONE_NEWUSER)) != 0)
      return errno;
    // Nobody else may mount; and who is nobody can make no file in a tmpfs.
    if (uid != 0 && !runner::write_id_maps(uid, gid))
      return EPERM;
    return value_of(runner::enter_minimal_root({}));
  };
}

step host_user(uint32_t uid) {
  return [uid] { return value_of(runner::become(uid)); };
}

step no_capabilities() {
  return [] {
    if (const auto r = runner::renounce_new_privileges(); !r)
      return EPERM;
    return runner::drop_capabilities();
  };
}

step rlimits(const job::limits& limits, bool memory_by_cgroup) {
  return [limits, memory_by_cgroup] {
    runner::confinement c{};
    c.has_cgroup = memory_by_cgroup;
    c.base_address_space = 256u << 20;
    c.limits = limits;
    int failed = 0;
    runner::set_rlimits(c, [&failed](const char*, int result) { return (failed = result) == 0; });
    return failed;
  };
}

step no_core_dumps() {
  return [] { return runner::forbid_core_dumps(); };
}

step streams_only() {
  return [] {
    const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    runner::confinement c{};
    c.stdin_fd = c.stdout_fd = c.stderr_fd = c.verdict_fd = null;
    if (const int failed = runner::keep_streams_only(c))
      return failed;
    return runner::close_the_rest();
  };
}

step cgroup(const runner::slot_cgroup& slot) {
  return [&slot] {
    runner::confinement c{};
    c.cgroup_fds = slot.ways_in();
    return runner::join_cgroups(c);
  };
}

step namespaces(int flags) {
  return [flags] { return errno_unless(unshare(flags) == 0); };
}

} // namespace cordon::layers
