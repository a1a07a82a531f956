// SPDX-License-Identifier: Apache-2.0
#include "slot_cgroup.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

using text_buffer = std::array<char, 256>;

std::string_view read_text(int fd, text_buffer& buffer) {
  const auto size = pread(fd, buffer.data(), buffer.size(), 0);
  return size > 0 ? std::string_view(buffer.data(), static_cast<size_t>(size)) : std::string_view();
}

uint64_t leading_number(std::string_view text) {
  uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

constexpr uint64_t remains_margin = 16U << 20;
constexpr int max_waits = 100;
constexpr useconds_t pause_between_looks_us = 5'000;

/// The end of any local socket makes the kernel look for such circles; see net/unix/garbage.c.
void collect_sockets() {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    return;
  close(pair[0]);
  close(pair[1]);
}

} // namespace

expected<void> slot_cgroup::write_number(jail::cgroup_file file, uint64_t value) {
  const auto text = std::to_string(value);
  if (pwrite(fd(file), text.data(), text.size(), 0) < 0)
    return system_failure("cannot set a limit of the cgroup to " + text, "cgroup", errno);
  return {};
}

/// What is charged now. Writing brings the peak down to that.
expected<uint64_t> slot_cgroup::charged() {
  if (auto r = write_number(jail::memory_peak, 0); !r)
    return tl::unexpected(r.error());
  text_buffer buffer;
  return leading_number(read_text(fd(jail::memory_peak), buffer));
}

/// Waits until the kernel has let go of what earlier programs held by means that it collects later:
/// page tables, descriptors sent around a circle of sockets. Page cache stays, and is waited for
/// once.
expected<void> slot_cgroup::await_release() {
  auto remains = charged();
  for (int i = 0; remains && *remains > tolerated_remains_ + remains_margin && i < max_waits; ++i) {
    collect_sockets();
    usleep(pause_between_looks_us);
    remains = charged();
  }
  if (!remains)
    return tl::unexpected(remains.error());
  tolerated_remains_ = *remains;
  return {};
}

expected<void> slot_cgroup::begin(const job::limits& limits) {
  if (!in_force())
    return {};
  if (auto r = await_release(); !r)
    return r;
  if (memory_limit_ != limits.max_memory_bytes) {
    if (auto r = write_number(jail::memory_limit, limits.max_memory_bytes); !r)
      return r;
    memory_limit_ = limits.max_memory_bytes;
  }
  if (process_limit_ != limits.max_processes) {
    if (auto r = write_number(jail::pids_limit, limits.max_processes); !r)
      return r;
    process_limit_ = limits.max_processes;
  }
  // Writing brings the peak down to what is charged now: remains of earlier jobs.
  if (auto r = write_number(jail::memory_peak, 0); !r)
    return r;
  memory_before_ = 0;
  memory_before_ = memory_peak();
  oom_kills_before_ = oom_kill_count();
  return {};
}

uint64_t slot_cgroup::memory_peak() const {
  if (!in_force())
    return 0;
  text_buffer buffer;
  const auto peak = leading_number(read_text(fd(jail::memory_peak), buffer));
  return peak > memory_before_ ? peak - memory_before_ : 0;
}

uint64_t slot_cgroup::oom_kill_count() const {
  constexpr std::string_view key = "oom_kill ";
  text_buffer buffer;
  const auto text = read_text(fd(jail::memory_oom), buffer);
  const auto at = text.find(key);
  return at == text.npos ? 0 : leading_number(text.substr(at + key.size()));
}

uint32_t slot_cgroup::oom_kills() const {
  return in_force() ? static_cast<uint32_t>(oom_kill_count() - oom_kills_before_) : 0;
}

} // namespace cordon::runner
