// SPDX-License-Identifier: Apache-2.0
#include "seccomp_filter.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <span>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

struct seccomp_context_deleter {
  void operator()(void* context) const noexcept { seccomp_release(context); }
};
using seccomp_context = std::unique_ptr<void, seccomp_context_deleter>;

/// What a call answers that this list does not know.
constexpr int default_errno = ENOSYS;

// Names, not numbers: libseccomp skips what this machine's architecture or its own version lacks.
constexpr std::array allowed = {
    // files
    "read",
    "write",
    "readv",
    "writev",
    "pread64",
    "pwrite64",
    "preadv",
    "pwritev",
    "preadv2",
    "pwritev2",
    "open",
    "openat",
    "openat2",
    "creat",
    "close",
    "close_range",
    "lseek",
    "stat",
    "fstat",
    "lstat",
    "newfstatat",
    "statx",
    "statfs",
    "fstatfs",
    "access",
    "faccessat",
    "faccessat2",
    "getdents",
    "getdents64",
    "getcwd",
    "chdir",
    "fchdir",
    "rename",
    "renameat",
    "renameat2",
    "mkdir",
    "mkdirat",
    "rmdir",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "unlink",
    "unlinkat",
    "readlink",
    "readlinkat",
    "chmod",
    "fchmod",
    "fchmodat",
    "fchmodat2",
    "utime",
    "utimes",
    "utimensat",
    "futimesat",
    "truncate",
    "ftruncate",
    "fallocate",
    "fadvise64",
    "fsync",
    "fdatasync",
    "sync_file_range",
    "flock",
    "fcntl",
    "dup",
    "dup2",
    "dup3",
    "pipe",
    "pipe2",
    "sendfile",
    "splice",
    "tee",
    "copy_file_range",
    "umask",
    "getxattr",
    "lgetxattr",
    "fgetxattr",
    "listxattr",
    "llistxattr",
    "flistxattr",
    // memory
    "brk",
    "mmap",
    "munmap",
    "mremap",
    "mprotect",
    "madvise",
    "msync",
    "mincore",
    "mlock",
    "mlock2",
    "munlock",
    "membarrier",
    "rseq",
    "pkey_mprotect",
    "pkey_alloc",
    "pkey_free",
    // processes, threads and signals
    "fork",
    "vfork",
    "exit",
    "exit_group",
    "wait4",
    "waitid",
    "kill",
    "tkill",
    "tgkill",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "rt_sigpending",
    "rt_sigsuspend",
    "rt_sigtimedwait",
    "rt_sigqueueinfo",
    "rt_tgsigqueueinfo",
    "sigaltstack",
    "pause",
    "alarm",
    "signalfd",
    "signalfd4",
    "getpid",
    "getppid",
    "gettid",
    "getpgid",
    "getpgrp",
    "getsid",
    "setsid",
    "setpgid",
    "getuid",
    "geteuid",
    "getgid",
    "getegid",
    "getresuid",
    "getresgid",
    "getgroups",
    "set_tid_address",
    "set_robust_list",
    "get_robust_list",
    "futex",
    "futex_waitv",
    "arch_prctl",
    "pidfd_open",
    "pidfd_send_signal",
    "capget",
    "getrlimit",
    "prlimit64",
    "setrlimit",
    "getrusage",
    "getpriority",
    "setpriority",
    "sched_yield",
    "sched_getaffinity",
    "sched_setaffinity",
    "sched_getparam",
    "sched_getscheduler",
    "sched_get_priority_max",
    "sched_get_priority_min",
    "sched_rr_get_interval",
    "getcpu",
    "restart_syscall",
    "times",
    // time
    "gettimeofday",
    "time",
    "clock_gettime",
    "clock_getres",
    "clock_nanosleep",
    "nanosleep",
    "getitimer",
    "setitimer",
    "timer_create",
    "timer_settime",
    "timer_gettime",
    "timer_getoverrun",
    "timer_delete",
    "timerfd_create",
    "timerfd_settime",
    "timerfd_gettime",
    // waiting, and sockets that exist already (what is filtered is their making)
    "poll",
    "ppoll",
    "select",
    "pselect6",
    "epoll_create",
    "epoll_create1",
    "epoll_ctl",
    "epoll_wait",
    "epoll_pwait",
    "epoll_pwait2",
    "eventfd",
    "eventfd2",
    "sendto",
    "recvfrom",
    "sendmsg",
    "recvmsg",
    "sendmmsg",
    "recvmmsg",
    "shutdown",
    "getsockname",
    "getpeername",
    "getsockopt",
    "setsockopt",
    // the system
    "uname",
    "sysinfo",
    "getrandom",
};

/// What only a runner calls, while it prepares a job; `install_program_filter` takes it away.
constexpr std::array runner_only = {
    SYS_mount,
    SYS_umount2,
    SYS_move_mount,
    SYS_fsopen,
    SYS_fsconfig,
    SYS_fsmount,
    SYS_unshare,
    SYS_setns,
    SYS_seccomp,
    SYS_capset,
    SYS_landlock_create_ruleset,
    SYS_landlock_add_rule,
    SYS_landlock_restrict_self,
};

struct refused_call {
  const char* name;
  int errno_value;
};

/// Honest programs try these, some of them by way of a library, and cope with the answer.
constexpr std::array refused = {
    refused_call{"execve", EACCES},
    refused_call{"execveat", EACCES},
    refused_call{"clone3", ENOSYS},
    refused_call{"socket", EACCES},
    refused_call{"bind", EACCES},
    refused_call{"connect", EACCES},
    refused_call{"listen", EACCES},
    refused_call{"accept", EACCES},
    refused_call{"accept4", EACCES},
    refused_call{"chown", EPERM},
    refused_call{"fchown", EPERM},
    refused_call{"lchown", EPERM},
    refused_call{"fchownat", EPERM},
    refused_call{"setuid", EPERM},
    refused_call{"setgid", EPERM},
    refused_call{"setreuid", EPERM},
    refused_call{"setregid", EPERM},
    refused_call{"setresuid", EPERM},
    refused_call{"setresgid", EPERM},
    refused_call{"setgroups", EPERM},
    refused_call{"setfsuid", EPERM},
    refused_call{"setfsgid", EPERM},
    refused_call{"mknod", EPERM},
    refused_call{"mknodat", EPERM},
    refused_call{"chroot", EPERM},
    refused_call{"setxattr", EPERM},
    refused_call{"lsetxattr", EPERM},
    refused_call{"fsetxattr", EPERM},
    refused_call{"removexattr", EPERM},
    refused_call{"lremovexattr", EPERM},
    refused_call{"fremovexattr", EPERM},
    refused_call{"sched_setscheduler", EPERM},
    refused_call{"sched_setparam", EPERM},
    refused_call{"sched_setattr", EPERM},
    refused_call{"sched_getattr", EPERM},
    refused_call{"sethostname", EPERM},
    refused_call{"ioprio_set", EPERM},
    refused_call{"ioprio_get", EPERM},
    refused_call{"mbind", EPERM},
    refused_call{"get_mempolicy", EPERM},
    refused_call{"set_mempolicy", EPERM},
    refused_call{"mlockall", EPERM},
    refused_call{"munlockall", EPERM},
    refused_call{"sync", EPERM},
    refused_call{"syncfs", EPERM},
    refused_call{"syslog", EPERM},
    refused_call{"personality", EPERM},
    refused_call{"pidfd_getfd", EPERM},
    // Their namespace outlives the job.
    refused_call{"shmget", ENOSYS},
    refused_call{"shmat", ENOSYS},
    refused_call{"shmctl", ENOSYS},
    refused_call{"shmdt", ENOSYS},
    refused_call{"semget", ENOSYS},
    refused_call{"semop", ENOSYS},
    refused_call{"semctl", ENOSYS},
    refused_call{"semtimedop", ENOSYS},
    refused_call{"msgget", ENOSYS},
    refused_call{"msgsnd", ENOSYS},
    refused_call{"msgrcv", ENOSYS},
    refused_call{"msgctl", ENOSYS},
    refused_call{"mq_open", ENOSYS},
    refused_call{"mq_unlink", ENOSYS},
    refused_call{"mq_timedsend", ENOSYS},
    refused_call{"mq_timedreceive", ENOSYS},
    refused_call{"mq_notify", ENOSYS},
    refused_call{"mq_getsetattr", ENOSYS},
};

/// No honest program makes these calls.
constexpr std::array deadly = {
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "process_madvise",
    "kcmp",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "add_key",
    "request_key",
    "keyctl",
    "init_module",
    "finit_module",
    "delete_module",
    "kexec_load",
    "kexec_file_load",
    "reboot",
    "swapon",
    "swapoff",
    "pivot_root",
    "open_tree",
    "fspick",
    "mount_setattr",
    "open_by_handle_at",
    "name_to_handle_at",
    "quotactl",
    "acct",
    "settimeofday",
    "clock_settime",
    "clock_adjtime",
    "adjtimex",
    "iopl",
    "ioperm",
    "modify_ldt",
    "setdomainname",
    "vhangup",
    "fanotify_init",
    "fanotify_mark",
    "move_pages",
    "migrate_pages",
    "lookup_dcookie",
    "nfsservctl",
    "uselib",
    "ustat",
    "sysfs",
    "_sysctl",
    "vmsplice",
    "vserver",
    "remap_file_pages",
    "io_setup",
    "io_submit",
    "io_getevents",
    "io_destroy",
    "io_cancel",
    "memfd_secret",
    "process_mrelease",
};

constexpr unsigned long namespace_flags = CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET
                                          | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;

/// Adds rules; remembers the first failure.
class rule_list {
public:
  explicit rule_list(scmp_filter_ctx context) : context_(context) {}

  template <class... Comparisons>
  void add(uint32_t action, const char* name, Comparisons... comparisons) {
    add(action, seccomp_syscall_resolve_name(name), comparisons...);
  }

  template <class... Comparisons>
  void add(uint32_t action, int number, Comparisons... comparisons) {
    if (number == __NR_SCMP_ERROR)
      return; // newer than this libseccomp: the default answers ENOSYS
    const int result =
        seccomp_rule_add(context_, action, number, sizeof...(comparisons), comparisons...);
    if (result != 0 && failure_ == 0)
      failure_ = -result;
  }

  int failure() const { return failure_; }

private:
  scmp_filter_ctx context_;
  int failure_ = 0;
};

/// clone(2) for threads and forks. The runner's own new pid namespace is one combination of flags;
/// the program's filter takes that away.
void add_clone_rules(rule_list& rules) {
  rules.add(SCMP_ACT_ALLOW, "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, namespace_flags, 0));
  rules.add(SCMP_ACT_ALLOW, "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, namespace_flags, CLONE_NEWPID));
}

void add_ioctl_rules(rule_list& rules) {
  for (const unsigned long request : {TCGETS, FIONREAD, FIONBIO, FIOCLEX, FIONCLEX, TIOCGWINSZ})
    rules.add(SCMP_ACT_ALLOW, "ioctl", SCMP_A1(SCMP_CMP_MASKED_EQ, uint64_t{0xffffffff}, request));
}

void add_prctl_rules(rule_list& rules) {
  for (const int option : {PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, PR_GET_PDEATHSIG,
                           PR_SET_PDEATHSIG, PR_GET_NO_NEW_PRIVS, PR_CAPBSET_READ, PR_GET_SECCOMP,
                           PR_GET_TIMERSLACK, PR_SET_TIMERSLACK, PR_GET_TSC})
    rules.add(SCMP_ACT_ALLOW, "prctl",
              SCMP_A0(SCMP_CMP_MASKED_EQ, uint64_t{0xffffffff}, static_cast<uint64_t>(option)));
}

/// asyncio and multiprocessing make pairs of local sockets; nothing makes any other socket.
void add_socket_rules(rule_list& rules) {
  rules.add(SCMP_ACT_ALLOW, "socketpair",
            SCMP_A0(SCMP_CMP_MASKED_EQ, uint64_t{0xffffffff}, uint64_t{AF_UNIX}));
}

/// Huge pages are no part of what the memory cgroup counts.
void add_memfd_rules(rule_list& rules) {
  rules.add(SCMP_ACT_ALLOW, "memfd_create", SCMP_A1(SCMP_CMP_MASKED_EQ, uint64_t{MFD_HUGETLB}, 0));
}

void add_rules(rule_list& rules) {
  for (const char* name : allowed)
    rules.add(SCMP_ACT_ALLOW, name);
  for (const auto number : runner_only)
    rules.add(SCMP_ACT_ALLOW, static_cast<int>(number));
  for (const auto& call : refused)
    if (call.errno_value != default_errno) // libseccomp refuses rules that repeat the default
      rules.add(SCMP_ACT_ERRNO(static_cast<uint32_t>(call.errno_value)), call.name);
  for (const char* name : deadly)
    rules.add(SCMP_ACT_KILL_PROCESS, name);
  add_clone_rules(rules);
  add_ioctl_rules(rules);
  add_prctl_rules(rules);
  add_socket_rules(rules);
  add_memfd_rules(rules);
}

tl::unexpected<error> filter_failure(const char* what, int result) {
  return system_failure(what, "seccomp", -result);
}

} // namespace

expected<void> install_runner_filter() {
  seccomp_context context(seccomp_init(SCMP_ACT_ERRNO(default_errno)));
  if (!context)
    return system_failure("cannot begin a seccomp filter", "seccomp", ENOMEM);
  // The 32-bit and x32 call tables are other doors to the same kernel.
  if (int r = seccomp_attr_set(context.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
      r != 0)
    return filter_failure("cannot close the other call tables", r);
  // 2: a binary tree instead of a list, see seccomp_attr_set(3).
  if (int r = seccomp_attr_set(context.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2); r != 0)
    return filter_failure("cannot order the filter as a tree", r);
  rule_list rules(context.get());
  add_rules(rules);
  if (rules.failure() != 0)
    return system_failure("cannot add a rule to the filter", "seccomp", rules.failure());
  if (int r = seccomp_load(context.get()); r != 0)
    return filter_failure("cannot load the filter", r);
  return {};
}

namespace {

// CLONE_PARENT would make a child of the runner, which nobody waits for.
constexpr uint32_t offset_of_number = offsetof(seccomp_data, nr);
constexpr uint32_t offset_of_first_argument = offsetof(seccomp_data, args);

/// The program's filter. Straight-line: a list this short costs less than a tree. The architecture
/// was checked by the runner's filter, which runs as well.
constexpr auto make_program_filter() {
  std::array<sock_filter, runner_only.size() + 6> code{};
  size_t at = 0;
  const auto put = [&](uint16_t op, size_t yes, size_t no, uint32_t k) {
    code[at++] = sock_filter{op, static_cast<uint8_t>(yes), static_cast<uint8_t>(no), k};
  };
  const size_t allow = code.size() - 2;
  const size_t kill = code.size() - 1;
  put(BPF_LD | BPF_W | BPF_ABS, 0, 0, offset_of_number);
  for (const auto number : runner_only)
    put(BPF_JMP | BPF_JEQ | BPF_K, kill - at - 1, 0, static_cast<uint32_t>(number));
  put(BPF_JMP | BPF_JEQ | BPF_K, 0, allow - at - 1, SYS_clone);
  put(BPF_LD | BPF_W | BPF_ABS, 0, 0, offset_of_first_argument);
  put(BPF_JMP | BPF_JSET | BPF_K, kill - at - 1, 0, namespace_flags | CLONE_PARENT);
  put(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW);
  put(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS);
  return code;
}

constexpr auto program_filter = make_program_filter();

} // namespace

int install_program_filter() noexcept {
  auto code = program_filter;
  const sock_fprog program{static_cast<unsigned short>(code.size()), code.data()};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0 ? 0 : errno;
}

} // namespace cordon::runner
