// SPDX-License-Identifier: Apache-2.0
#include "slot_cgroup.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <string_view>
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

} // namespace

expected<void> slot_cgroup::write_number(jail::cgroup_file file, uint64_t value) {
  const auto text = std::to_string(value);
  if (pwrite(fd(file), text.data(), text.size(), 0) < 0)
    return system_failure("cannot set a limit of the cgroup to " + text, "cgroup", errno);
  return {};
}

expected<void> slot_cgroup::begin(const job::limits& limits) {
  if (!in_force())
    return {};
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
