// SPDX-License-Identifier: Apache-2.0
#include "forbidden_calls.hpp"

#include <csignal>
#include <cstdlib>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <memory>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

/// Bit of the numbers of the x32 call table; see arch/x86/include/uapi/asm/unistd.h.
constexpr int x32_bit = 0x40000000;

std::string table_of(const seccomp_data& call) {
  if (call.arch == AUDIT_ARCH_I386)
    return " (32-bit)";
  return (call.nr & x32_bit) != 0 ? " (x32)" : "";
}

std::string name_of(const seccomp_data& call) {
  const std::unique_ptr<char, decltype(&std::free)> name(
      seccomp_syscall_resolve_num_arch(call.arch, call.nr & ~x32_bit), &std::free);
  return (name ? std::string(name.get()) : "number " + std::to_string(call.nr & ~x32_bit))
         + table_of(call);
}

} // namespace

std::string forbidden_calls::kill_caller(pid_t program) {
  seccomp_notif waiting{};
  // Fails where the caller died meanwhile.
  if (ioctl(listener_.get(), SECCOMP_IOCTL_NOTIF_RECV, &waiting) != 0)
    return {};
  const auto caller = static_cast<pid_t>(waiting.pid);
  const bool is_program = syscall(SYS_tgkill, program, caller, 0) == 0;
  kill(caller, SIGKILL);
  return is_program ? name_of(waiting.data) : std::string();
}

} // namespace cordon::runner
