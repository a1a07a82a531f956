// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cerrno>
#include <cstdint>
#include <sched.h>
#include <string_view>
#include <sys/syscall.h>

/// What a jailed process may call and what becomes of it otherwise.
namespace cordon::runner {

// clang-format off
/// What a call answers that this list does not know.
inline constexpr int default_errno = ENOSYS;

// Names, not numbers: libseccomp skips what this machine's architecture or its own version lacks.
inline constexpr std::array allowed = {
  // files
  "read", "write", "readv", "writev", "pread64", "pwrite64", "preadv", "pwritev", "preadv2",
  "pwritev2", "open", "openat", "openat2", "creat", "close", "close_range", "lseek", "stat",
  "fstat", "lstat", "newfstatat", "statx", "statfs", "fstatfs", "access", "faccessat",
  "faccessat2", "getdents", "getdents64", "getcwd", "chdir", "fchdir", "rename", "renameat",
  "renameat2", "mkdir", "mkdirat", "rmdir", "link", "linkat", "symlink", "symlinkat", "unlink",
  "unlinkat", "readlink", "readlinkat", "chmod", "fchmod", "fchmodat", "fchmodat2", "utime",
  "utimes", "utimensat", "futimesat", "truncate", "ftruncate", "fallocate",
  "flock", "dup", "dup2", "dup3", "pipe", "pipe2",
  "sendfile", "splice", "tee", "copy_file_range", "umask", "getxattr", "lgetxattr", "fgetxattr",
  "listxattr", "llistxattr", "flistxattr",
  // memory
  "brk", "munmap", "mremap", "mprotect", "mincore", "mlock", "mlock2",
  "munlock", "membarrier", "rseq", "pkey_mprotect", "pkey_alloc", "pkey_free",
  // processes, threads and signals
  "fork", "vfork", "exit", "exit_group", "wait4", "waitid", "kill", "tkill", "tgkill",
  "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigpending", "rt_sigsuspend",
  "rt_sigtimedwait", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "sigaltstack", "pause", "alarm",
  "signalfd", "signalfd4", "getpid", "getppid", "gettid", "getpgid", "getpgrp", "getsid",
  "setsid", "setpgid", "getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid",
  "getgroups", "set_tid_address", "set_robust_list", "get_robust_list", "futex", "futex_waitv",
  "arch_prctl", "pidfd_open", "pidfd_send_signal", "capget", "getrlimit", "prlimit64",
  "setrlimit", "getrusage", "getpriority", "setpriority", "sched_yield", "sched_getaffinity",
  "sched_setaffinity", "sched_getparam", "sched_getscheduler", "sched_get_priority_max",
  "sched_get_priority_min", "sched_rr_get_interval", "getcpu", "restart_syscall", "times",
  // time
  "gettimeofday", "time", "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep",
  "getitimer", "setitimer", "timer_create", "timer_settime", "timer_gettime", "timer_getoverrun",
  "timer_delete", "timerfd_create", "timerfd_settime", "timerfd_gettime",
  // waiting, and sockets that exist already (what is filtered is their making)
  "poll", "ppoll", "select", "pselect6", "epoll_create", "epoll_create1", "epoll_ctl",
  "epoll_wait", "epoll_pwait", "epoll_pwait2", "eventfd", "eventfd2", "sendto", "recvfrom",
  "sendmsg", "recvmsg", "sendmmsg", "recvmmsg", "shutdown", "getsockname", "getpeername",
  "getsockopt",
  // the system
  "uname", "sysinfo", "getrandom",
};

/// What only a runner calls, while it prepares a job, by `privileged_call`. No filter sees the flags
/// of clone3: a program's, which lacks the key, is among the refused ones below.
inline constexpr std::array runner_only = {
  SYS_mount, SYS_umount2, SYS_move_mount, SYS_fsopen, SYS_fsconfig, SYS_fsmount, SYS_unshare,
  SYS_setns, SYS_seccomp, SYS_capset, SYS_landlock_create_ruleset, SYS_landlock_add_rule,
  SYS_landlock_restrict_self, SYS_clone3,
};

/// MADV_COLLAPSE, the runner's alone; Debian 12's headers end before it. From
/// include/uapi/asm-generic/mman-common.h.
inline constexpr int madvise_collapse = 25;

/// Answered as done, and not done: all that a program can write is memory. On the host's libraries
/// these would flush its disks and drop what others have cached of them.
inline constexpr std::array without_effect = {"fsync", "fdatasync", "sync_file_range", "msync",
                                              "fadvise64"};

/// Of the refused ones below, what a runner whose programs have a network allows; see network_filter.hpp.
inline constexpr std::array of_network = {std::string_view("socket"), std::string_view("connect")};

struct refused_call {
  const char* name;
  int errno_value;
};

/// Honest programs try these, some of them by way of a library, and cope with the answer.
inline constexpr std::array refused = {
  refused_call{"execve", EACCES}, refused_call{"execveat", EACCES},
  refused_call{"clone3", ENOSYS}, refused_call{"socket", EACCES}, refused_call{"bind", EACCES},
  refused_call{"connect", EACCES}, refused_call{"listen", EACCES}, refused_call{"accept", EACCES},
  refused_call{"accept4", EACCES}, refused_call{"chown", EPERM}, refused_call{"fchown", EPERM},
  refused_call{"lchown", EPERM}, refused_call{"fchownat", EPERM}, refused_call{"setuid", EPERM},
  refused_call{"setgid", EPERM}, refused_call{"setreuid", EPERM}, refused_call{"setregid", EPERM},
  refused_call{"setresuid", EPERM}, refused_call{"setresgid", EPERM},
  refused_call{"setgroups", EPERM}, refused_call{"setfsuid", EPERM},
  refused_call{"setfsgid", EPERM}, refused_call{"mknod", EPERM}, refused_call{"mknodat", EPERM},
  refused_call{"chroot", EPERM}, refused_call{"setxattr", EPERM},
  refused_call{"lsetxattr", EPERM}, refused_call{"fsetxattr", EPERM},
  refused_call{"removexattr", EPERM}, refused_call{"lremovexattr", EPERM},
  refused_call{"fremovexattr", EPERM}, refused_call{"sched_setscheduler", EPERM},
  refused_call{"sched_setparam", EPERM}, refused_call{"sched_setattr", EPERM},
  refused_call{"sched_getattr", EPERM}, refused_call{"sethostname", EPERM},
  refused_call{"ioprio_set", EPERM}, refused_call{"ioprio_get", EPERM},
  refused_call{"mbind", EPERM}, refused_call{"get_mempolicy", EPERM},
  refused_call{"set_mempolicy", EPERM}, refused_call{"mlockall", EPERM},
  refused_call{"munlockall", EPERM}, refused_call{"sync", EPERM}, refused_call{"syncfs", EPERM},
  refused_call{"syslog", EPERM}, refused_call{"personality", EPERM},
  refused_call{"pidfd_getfd", EPERM},
  // Their namespace outlives the job.
  refused_call{"shmget", ENOSYS}, refused_call{"shmat", ENOSYS}, refused_call{"shmctl", ENOSYS},
  refused_call{"shmdt", ENOSYS}, refused_call{"semget", ENOSYS}, refused_call{"semop", ENOSYS},
  refused_call{"semctl", ENOSYS}, refused_call{"semtimedop", ENOSYS},
  refused_call{"msgget", ENOSYS}, refused_call{"msgsnd", ENOSYS}, refused_call{"msgrcv", ENOSYS},
  refused_call{"msgctl", ENOSYS}, refused_call{"mq_open", ENOSYS},
  refused_call{"mq_unlink", ENOSYS}, refused_call{"mq_timedsend", ENOSYS},
  refused_call{"mq_timedreceive", ENOSYS}, refused_call{"mq_notify", ENOSYS},
  refused_call{"mq_getsetattr", ENOSYS},
};

/// No honest program makes these calls.
inline constexpr std::array deadly = {
  "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "bpf",
  "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register",
  "add_key", "request_key", "keyctl", "init_module", "finit_module", "delete_module",
  "kexec_load", "kexec_file_load", "reboot", "swapon", "swapoff", "pivot_root", "open_tree",
  "fspick", "mount_setattr", "open_by_handle_at", "name_to_handle_at", "quotactl", "acct",
  "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "iopl", "ioperm", "modify_ldt",
  "setdomainname", "vhangup", "fanotify_init", "fanotify_mark", "move_pages", "migrate_pages",
  "lookup_dcookie", "nfsservctl", "uselib", "ustat", "sysfs", "_sysctl", "vmsplice", "vserver",
  "remap_file_pages", "io_setup", "io_submit", "io_getevents", "io_destroy", "io_cancel",
  "memfd_secret", "process_mrelease",
};

inline constexpr uint64_t namespace_flags = CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET
                                          | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;

/// CLONE_PARENT would make a child of the runner, which nobody waits for.
inline constexpr uint64_t programs_clone_lacks = namespace_flags | CLONE_PARENT;
// clang-format on

} // namespace cordon::runner
