// SPDX-License-Identifier: Apache-2.0
#include "privileged_call.hpp"
#include "seccomp_filter.hpp"
#include "seccomp_rules.hpp"

#include <cstddef>
#include <cstdint>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

constexpr uint32_t offset_of_number = offsetof(seccomp_data, nr);
constexpr uint32_t offset_of_first_argument = offsetof(seccomp_data, args);
constexpr uint32_t offset_of_sixth_argument = offset_of_first_argument + 5 * sizeof(uint64_t);

/// The program's filter: a call that only the runner may make, with the runner's key, kills.
/// Without the key the runner's filter, which runs as well, stops it. Straight-line: a list this
/// short costs less than a tree.
auto make_program_filter() {
  std::array<sock_filter, runner_only.size() + 9> code{};
  size_t at = 0;
  const auto put = [&](uint16_t op, size_t yes, size_t no, uint32_t k) {
    code[at++] = sock_filter{op, static_cast<uint8_t>(yes), static_cast<uint8_t>(no), k};
  };
  const size_t compare_key = code.size() - 4;
  const size_t allow = code.size() - 2;
  put(BPF_LD | BPF_W | BPF_ABS, 0, 0, offset_of_number);
  for (const auto number : runner_only)
    put(BPF_JMP | BPF_JEQ | BPF_K, compare_key - at - 1, 0, static_cast<uint32_t>(number));
  put(BPF_JMP | BPF_JEQ | BPF_K, compare_key - at - 1, 0, SYS_madvise);
  put(BPF_JMP | BPF_JEQ | BPF_K, 0, allow - at - 1, SYS_clone);
  put(BPF_LD | BPF_W | BPF_ABS, 0, 0, offset_of_first_argument);
  put(BPF_JMP | BPF_JSET | BPF_K, 0, allow - at - 1, programs_clone_lacks);
  put(BPF_LD | BPF_W | BPF_ABS, 0, 0, offset_of_sixth_argument);
  put(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, privileged_key);
  put(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW);
  put(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS);
  return code;
}

} // namespace

int install_program_filter() noexcept {
  auto code = make_program_filter();
  const sock_fprog program{static_cast<unsigned short>(code.size()), code.data()};
  return privileged_call(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0 ? 0 : errno;
}

} // namespace cordon::runner
