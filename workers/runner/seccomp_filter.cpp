// SPDX-License-Identifier: Apache-2.0
#include "seccomp_filter.hpp"
#include "privileged_call.hpp"
#include "seccomp_rules.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <initializer_list>
#include <linux/seccomp.h>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

struct seccomp_context_deleter {
  void operator()(void* context) const noexcept { seccomp_release(context); }
};
using seccomp_context = std::unique_ptr<void, seccomp_context_deleter>;

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

scmp_arg_cmp has_key() {
  return SCMP_A5(SCMP_CMP_EQ, uint64_t{privileged_key});
}

scmp_arg_cmp lacks_key() {
  return SCMP_A5(SCMP_CMP_NE, uint64_t{privileged_key});
}

/// clone(2) for threads and forks. The runner's own new pid namespace is one combination of flags.
void add_clone_rules(rule_list& rules, uint32_t deadly_action) {
  rules.add(SCMP_ACT_ALLOW, "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, programs_clone_lacks, 0));
  const auto makes_pid_namespace = SCMP_A0(SCMP_CMP_MASKED_EQ, programs_clone_lacks, CLONE_NEWPID);
  rules.add(SCMP_ACT_ALLOW, "clone", makes_pid_namespace, has_key());
  rules.add(deadly_action, "clone", makes_pid_namespace, lacks_key());
  for (auto rest = programs_clone_lacks & ~uint64_t{CLONE_NEWPID}; rest != 0; rest &= rest - 1)
    rules.add(deadly_action, "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, rest & -rest, rest & -rest));
}

/// A program that makes these lacks the key. glibc's threads try clone3 and want the default.
void add_privileged_rules(rule_list& rules, uint32_t deadly_action) {
  for (const auto number : runner_only) {
    rules.add(SCMP_ACT_ALLOW, static_cast<int>(number), has_key());
    if (number != SYS_clone3)
      rules.add(deadly_action, static_cast<int>(number), lacks_key());
  }
}

/// Allows a call where the lower half of one argument is among `values`: the kernel looks at no
/// more of an int.
void allow_where(rule_list& rules, const char* call, unsigned argument,
                 std::initializer_list<uint64_t> values) {
  for (const auto value : values)
    rules.add(SCMP_ACT_ALLOW, call,
              SCMP_CMP64(argument, SCMP_CMP_MASKED_EQ, uint64_t{0xffffffff}, value));
}

void add_ioctl_rules(rule_list& rules) {
  allow_where(rules, "ioctl", 1,
              {TCGETS, FIONREAD, FIONBIO, FIOCLEX, FIONCLEX, TIOCGWINSZ, SECCOMP_IOCTL_NOTIF_RECV});
}

void add_prctl_rules(rule_list& rules) {
  allow_where(rules, "prctl", 0,
              {PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, PR_GET_PDEATHSIG, PR_SET_PDEATHSIG,
               PR_GET_NO_NEW_PRIVS, PR_CAPBSET_READ, PR_GET_SECCOMP, PR_GET_TIMERSLACK,
               PR_SET_TIMERSLACK, PR_GET_TSC});
  rules.add(SCMP_ACT_ALLOW, "prctl",
            SCMP_A0(SCMP_CMP_MASKED_EQ, uint64_t{0xffffffff}, uint64_t{PR_SET_DUMPABLE}),
            SCMP_A1(SCMP_CMP_EQ, 0));
}

/// Not leases and F_NOTIFY: they tell of what others do to shared files.
void add_fcntl_rules(rule_list& rules) {
  allow_where(rules, "fcntl", 1,
              {F_DUPFD,         F_GETFD,      F_SETFD,      F_GETFL,     F_SETFL,     F_GETLK,
               F_SETLK,         F_SETLKW,     F_SETOWN,     F_GETOWN,    F_SETSIG,    F_GETSIG,
               F_SETOWN_EX,     F_GETOWN_EX,  F_GETLEASE,   F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW,
               F_DUPFD_CLOEXEC, F_SETPIPE_SZ, F_GETPIPE_SZ, F_ADD_SEALS, F_GET_SEALS});
}

/// Huge pages are no part of what the memory cgroup counts, and pages that are merged with those of
/// others tell of them by their time of access.
void add_memory_rules(rule_list& rules) {
  rules.add(SCMP_ACT_ALLOW, "mmap", SCMP_A3(SCMP_CMP_MASKED_EQ, uint64_t{MAP_HUGETLB}, 0));
  rules.add(SCMP_ACT_ALLOW, "memfd_create", SCMP_A1(SCMP_CMP_MASKED_EQ, uint64_t{MFD_HUGETLB}, 0));
  allow_where(rules, "madvise", 2,
              {MADV_NORMAL, MADV_RANDOM, MADV_SEQUENTIAL, MADV_WILLNEED, MADV_DONTNEED, MADV_FREE,
               MADV_REMOVE, MADV_DONTFORK, MADV_DOFORK, MADV_HUGEPAGE, MADV_NOHUGEPAGE,
               MADV_DONTDUMP, MADV_DODUMP, MADV_WIPEONFORK, MADV_KEEPONFORK, MADV_COLD,
               MADV_PAGEOUT});
  rules.add(SCMP_ACT_ALLOW, "madvise",
            SCMP_A2(SCMP_CMP_MASKED_EQ, uint64_t{0xffffffff}, uint64_t{madvise_collapse}),
            has_key());
}

/// asyncio and multiprocessing make pairs of local sockets; nothing makes any other socket. None
/// takes a filter (SO_ATTACH_FILTER), which would be code in the kernel.
void add_socket_rules(rule_list& rules, bool has_network) {
  if (has_network)
    rules.add(SCMP_ACT_ALLOW, "setsockopt"); // install_network_filter knows which
  else
    allow_where(rules, "setsockopt", 2,
                {SO_SNDBUF, SO_RCVBUF, SO_SNDTIMEO, SO_RCVTIMEO, SO_RCVLOWAT, SO_LINGER,
                 SO_KEEPALIVE, SO_REUSEADDR, SO_PASSCRED, SO_TIMESTAMP, SO_PRIORITY});
  rules.add(SCMP_ACT_ALLOW, "socketpair",
            SCMP_A0(SCMP_CMP_MASKED_EQ, uint64_t{0xffffffff}, uint64_t{AF_UNIX}));
}

bool is_of_network(std::string_view name) {
  return std::find(of_network.begin(), of_network.end(), name) != of_network.end();
}

void add_rules(rule_list& rules, uint32_t deadly_action, bool has_network) {
  for (const char* name : allowed)
    rules.add(SCMP_ACT_ALLOW, name);
  for (const auto& call : refused)
    if (has_network && is_of_network(call.name))
      rules.add(SCMP_ACT_ALLOW, call.name);
    else if (call.errno_value != default_errno) // libseccomp refuses rules that repeat the default
      rules.add(SCMP_ACT_ERRNO(static_cast<uint32_t>(call.errno_value)), call.name);
  for (const char* name : without_effect)
    rules.add(SCMP_ACT_ERRNO(0), name);
  for (const char* name : deadly)
    rules.add(deadly_action, name);
  add_privileged_rules(rules, deadly_action);
  add_clone_rules(rules, deadly_action);
  add_ioctl_rules(rules);
  add_prctl_rules(rules);
  add_socket_rules(rules, has_network);
  add_memory_rules(rules);
  add_fcntl_rules(rules);
}

tl::unexpected<error> filter_failure(const char* what, int result) {
  return system_failure(what, "seccomp", -result);
}

} // namespace

expected<io::unique_fd> install_runner_filter(deadly_call fate, bool has_network) {
  if (getrandom(&privileged_key, sizeof privileged_key, 0) != sizeof privileged_key)
    return system_failure("cannot draw a random key", "getrandom", errno);
  const bool is_reported = fate == deadly_call::is_reported;
  const uint32_t deadly_action = is_reported ? SCMP_ACT_NOTIFY : SCMP_ACT_KILL_PROCESS;
  seccomp_context context(seccomp_init(SCMP_ACT_ERRNO(default_errno)));
  if (!context)
    return system_failure("cannot begin a seccomp filter", "seccomp", ENOMEM);
  // The 32-bit and x32 call tables are other doors to the same kernel.
  if (int r = seccomp_attr_set(context.get(), SCMP_FLTATR_ACT_BADARCH, deadly_action); r != 0)
    return filter_failure("cannot close the other call tables", r);
  // 2: a binary tree instead of a list, see seccomp_attr_set(3).
  if (int r = seccomp_attr_set(context.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2); r != 0)
    return filter_failure("cannot order the filter as a tree", r);
  rule_list rules(context.get());
  add_rules(rules, deadly_action, has_network);
  if (rules.failure() != 0)
    return system_failure("cannot add a rule to the filter", "seccomp", rules.failure());
  if (int r = seccomp_load(context.get()); r != 0)
    return filter_failure("cannot load the filter", r);
  io::unique_fd listener;
  if (is_reported)
    listener.reset(fcntl(seccomp_notify_fd(context.get()), F_DUPFD_CLOEXEC, 0));
  if (is_reported && !listener)
    return system_failure("cannot keep the listener of forbidden calls", "seccomp", errno);
  return listener;
}

} // namespace cordon::runner
