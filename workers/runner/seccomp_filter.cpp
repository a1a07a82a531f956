// SPDX-License-Identifier: Apache-2.0
#include "seccomp_filter.hpp"
#include "seccomp_rules.hpp"

#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <sched.h>
#include <seccomp.h>
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

} // namespace cordon::runner
