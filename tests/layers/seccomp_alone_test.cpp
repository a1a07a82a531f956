// SPDX-License-Identifier: Apache-2.0
#include "layer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <csignal>
#include <linux/bpf.h>
#include <linux/io_uring.h>
#include <linux/keyctl.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace cordon::layers {

namespace {

struct forbidden_call {
  const char* name;
  const char* stopped_by; ///< what becomes of it under the filter
  long (*make)();         ///< as the kernel answers: -1 and errno
};

long create_map() {
  bpf_attr attributes{};
  attributes.map_type = BPF_MAP_TYPE_ARRAY;
  attributes.key_size = attributes.value_size = 4;
  attributes.max_entries = 1;
  return syscall(SYS_bpf, BPF_MAP_CREATE, &attributes, sizeof attributes);
}

long set_up_ring() {
  io_uring_params parameters{};
  return syscall(SYS_io_uring_setup, 4, &parameters);
}

long count_instructions() {
  perf_event_attr attributes{};
  attributes.type = PERF_TYPE_SOFTWARE;
  attributes.size = sizeof attributes;
  attributes.config = PERF_COUNT_SW_TASK_CLOCK;
  return syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0);
}

long read_another_memory() {
  static char from[8], into[8];
  const iovec here{into, sizeof into}, there{from, sizeof from};
  return process_vm_readv(getpid(), &here, 1, &there, 1, 0);
}

long take_another_descriptor() {
  const auto self = syscall(SYS_pidfd_open, getpid(), 0);
  return self < 0 ? self : syscall(SYS_pidfd_getfd, self, STDIN_FILENO, 0);
}

long run_a_program() {
  char name[] = "true";
  char* const arguments[] = {name, nullptr};
  char* const nothing[] = {nullptr};
  return execve("/bin/true", arguments, nothing);
}

constexpr forbidden_call calls[] = {
    {"ptrace", "SIGSYS", [] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); }},
    {"io_uring_setup", "SIGSYS", set_up_ring},
    {"keyctl", "SIGSYS",
     [] { return syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_PROCESS_KEYRING, 1); }},
    {"add_key", "SIGSYS",
     [] { return syscall(SYS_add_key, "user", "cordon", "x", 1, KEY_SPEC_PROCESS_KEYRING); }},
    {"bpf", "SIGSYS", create_map},
    {"perf_event_open", "SIGSYS", count_instructions},
    {"userfaultfd", "SIGSYS", [] { return syscall(SYS_userfaultfd, O_CLOEXEC); }},
    {"process_vm_readv", "SIGSYS", read_another_memory},
    {"pidfd_getfd", "EPERM", take_another_descriptor},
    {"personality", "EPERM", [] { return long{personality(ADDR_NO_RANDOMIZE)}; }},
    {"unshare", "SIGSYS", [] { return long{unshare(CLONE_NEWUSER)}; }},
    {"setns", "SIGSYS",
     [] {
       return long{setns(static_cast<int>(syscall(SYS_pidfd_open, getpid(), 0)), CLONE_NEWUTS)};
     }},
    {"mount", "SIGSYS",
     [] { return long{mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr)}; }},
    {"umount2", "SIGSYS", [] { return long{umount2("/dev", MNT_DETACH)}; }},
    {"chroot", "EPERM", [] { return long{chroot("/")}; }},
    {"execve", "EACCES", run_a_program},
    {"socket", "EACCES", [] { return long{socket(AF_INET, SOCK_STREAM, 0)}; }},
    {"memfd_create of huge pages", "ENOSYS", [] { return long{memfd_create("x", MFD_HUGETLB)}; }},
};

} // namespace

TEST_CASE("seccomp alone stops the calls that no program needs", "[layers][seccomp]") {
  // Mounts are tried in a copy of them, so that the control harms nobody.
  const step copy_of_mounts = [] {
    if (geteuid() == 0 && unshare(CLONE_NEWNS) == 0)
      mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    return 0;
  };
  size_t worked = 0;
  for (const auto& call : calls) {
    INFO(call.name);
    const step attack = [&] { return errno_unless(call.make() >= 0); };
    const auto bare = attempt(attack, copy_of_mounts);
    if (bare == "got it")
      ++worked;
    else
      WARN(call.name << " proves nothing on this machine: without the filter it meets " << bare);
    CHECK(attempt(attack, all_of(copy_of_mounts, seccomp())) == call.stopped_by);
  }
  if (geteuid() == 0)
    CHECK(worked >= std::size(calls) * 3 / 4);
}

} // namespace cordon::layers
