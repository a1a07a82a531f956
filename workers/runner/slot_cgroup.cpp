// SPDX-License-Identifier: Apache-2.0
#include "slot_cgroup.hpp"

#include <cerrno>
#include <charconv>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

using jail::cgroup_file;
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

uint64_t read_number(int fd) {
  text_buffer buffer;
  return leading_number(read_text(fd, buffer));
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

expected<slot_cgroup> slot_cgroup::of(const std::vector<cgroup_file>& files,
                                      std::vector<io::unique_fd> fds) {
  if (files.size() != fds.size())
    return fail(errc::protocol, "wrong number of cgroup files", "setup");
  slot_cgroup cgroup;
  for (size_t i = 0; i < files.size(); ++i)
    cgroup.files_[static_cast<size_t>(files[i])] = std::move(fds[i]);
  return cgroup;
}

expected<void> slot_cgroup::take_runner_in() {
  auto& way_in = files_[static_cast<size_t>(cgroup_file::runner_processes)];
  if (way_in && write(way_in.get(), "0", 1) != 1)
    return system_failure("cannot move the runner into its cgroup", "cgroup.procs", errno);
  way_in.reset();
  return {};
}

void slot_cgroup::prepare_births() {
  if (const int folder = fd(cgroup_file::job_folder); folder >= 0)
    birth_ = birth_inside::of(folder);
}

pid_t slot_cgroup::fork_program() const noexcept {
  return birth_ ? birth_->fork() : ::fork();
}

std::array<int, 2> slot_cgroup::ways_in() const noexcept {
  if (birth_)
    return {-1, -1};
  if (const int way_in = fd(cgroup_file::job_processes); way_in >= 0)
    return {way_in, -1};
  return {fd(cgroup_file::memory_tasks), fd(cgroup_file::pids_tasks)};
}

expected<void> slot_cgroup::set(cgroup_file file, uint64_t value) {
  const auto text = std::to_string(value);
  if (pwrite(fd(file), text.data(), text.size(), 0) < 0)
    return system_failure("cannot set a limit of the cgroup to " + text, "cgroup", errno);
  return {};
}

/// The limit of memory and swap together is never below that of memory alone: whether it goes first
/// depends on what an earlier runner left.
expected<void> slot_cgroup::limit_memory(uint64_t bytes) {
  memory_limit_ = 0; // one of the two may change where the other can't
  const bool counts_swap = fd(cgroup_file::memory_and_swap_limit) >= 0;
  auto limited = set(cgroup_file::memory_limit, bytes);
  if (counts_swap) {
    if (auto r = set(cgroup_file::memory_and_swap_limit, bytes); !r)
      return r;
    if (!limited)
      limited = set(cgroup_file::memory_limit, bytes);
  }
  if (limited)
    memory_limit_ = bytes;
  return limited;
}

/// Waits until the kernel has let go of what earlier programs held by means that it collects later:
/// page tables, descriptors sent around a circle of sockets. Page cache stays, and is waited for
/// once.
void slot_cgroup::await_release() {
  begin_measuring_memory();
  for (int i = 0; memory_before_ > tolerated_remains_ + remains_margin && i < max_waits; ++i) {
    collect_sockets();
    usleep(pause_between_looks_us);
    begin_measuring_memory();
  }
  tolerated_remains_ = memory_before_;
}

expected<void> slot_cgroup::begin(const job::limits& limits) {
  if (!in_force())
    return {};
  await_release();
  if (memory_limit_ != limits.max_memory_bytes)
    if (auto r = limit_memory(limits.max_memory_bytes); !r)
      return r;
  if (process_limit_ != limits.max_processes) {
    if (auto r = set(cgroup_file::pids_limit, limits.max_processes); !r)
      return r;
    process_limit_ = limits.max_processes;
  }
  begin_measuring_memory();
  oom_kills_before_ = oom_kill_count();
  return {};
}

/// Writing brings the peak down to what is charged now: remains of earlier jobs. Version 2 takes
/// that since Linux 6.12; before, a peak tells of a job only where it is higher than ever.
void slot_cgroup::begin_measuring_memory() {
  const int peak = fd(cgroup_file::memory_peak);
  peak_is_fresh_ = pwrite(peak, "0", 1, 0) == 1;
  peak_before_ = read_number(peak);
  memory_before_ = peak_is_fresh_ ? peak_before_ : read_number(fd(cgroup_file::memory_now));
}

void slot_cgroup::kill_what_is_left() noexcept {
  const int events = fd(cgroup_file::events);
  const int kill = fd(cgroup_file::kill);
  text_buffer buffer;
  if (events < 0 || kill < 0 || !read_text(events, buffer).starts_with("populated 1"))
    return;
  static_cast<void>(!pwrite(kill, "1", 1, 0));
  // After a kill, Linux 6.12 and 6.18 kill all that is born there, too.
  birth_.reset();
}

uint64_t slot_cgroup::memory_peak(uint64_t largest_process, uint32_t oom_kills) const {
  const auto peak = in_force() ? read_number(fd(cgroup_file::memory_peak)) : 0;
  if (peak == 0 || (!peak_is_fresh_ && peak <= peak_before_))
    return oom_kills > 0 ? memory_limit_ : largest_process;
  return peak > memory_before_ ? peak - memory_before_ : 0;
}

uint64_t slot_cgroup::oom_kill_count() const {
  text_buffer buffer;
  return oom_kills_in(read_text(fd(cgroup_file::memory_oom), buffer));
}

oom_watch slot_cgroup::oom() const {
  const int event = fd(cgroup_file::oom_event);
  return event < 0 ? oom_watch{} : oom_watch{event, fd(cgroup_file::memory_oom)};
}

uint32_t slot_cgroup::oom_kills() const {
  return in_force() ? static_cast<uint32_t>(oom_kill_count() - oom_kills_before_) : 0;
}

} // namespace cordon::runner
