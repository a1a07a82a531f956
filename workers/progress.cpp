// SPDX-License-Identifier: Apache-2.0
#include "progress.hpp"

#include <algorithm>
#include <unistd.h>

namespace cordon::workers {

namespace {

constexpr auto show_every = std::chrono::milliseconds(100);
constexpr size_t bar_cells = 24;

std::string bar(uint64_t part, uint64_t whole) {
  const auto filled = std::min<uint64_t>(bar_cells, part * bar_cells / whole);
  std::string text = "[";
  for (size_t i = 0; i < bar_cells; ++i)
    text += i < filled ? '#' : '.';
  return text + "] " + std::to_string(std::min<uint64_t>(100, part * 100 / whole)) + "% read  ";
}

} // namespace

progress::progress(int fd, uint64_t total_bytes, clock::time_point start)
    : fd_(fd), total_bytes_(total_bytes), start_(start), shown_(start) {}

void progress::count(job::status status, uint64_t bytes_read, clock::time_point now) {
  std::lock_guard lock(mutex_);
  ++done_;
  ++by_status_.at(static_cast<size_t>(status));
  bytes_read_ = bytes_read;
  if (!finished_ && now - shown_ >= show_every)
    show(now, "");
}

void progress::finish(clock::time_point now) {
  std::lock_guard lock(mutex_);
  finished_ = true;
  show(now, "\n");
}

std::string progress::line(clock::time_point now) const {
  std::lock_guard lock(mutex_);
  return this->text(now);
}

std::string progress::text(clock::time_point now) const {
  const auto seconds = std::chrono::duration<double>(now - start_).count();
  std::string shown_line = total_bytes_ > 0 ? bar(bytes_read_, total_bytes_) : "";
  shown_line += std::to_string(done_) + " jobs";
  if (seconds > 0)
    shown_line +=
        ", " + std::to_string(static_cast<uint64_t>(static_cast<double>(done_) / seconds)) + "/s";
  for (size_t i = 0; i < by_status_.size(); ++i)
    if (by_status_[i] > 0)
      shown_line += "  " + std::string(job::to_string(static_cast<job::status>(i))) + ' '
              + std::to_string(by_status_[i]);
  return shown_line;
}

void progress::show(clock::time_point now, const char* end) {
  shown_ = now;
  const auto shown = "\r\x1b[K" + this->text(now) + end;
  // What a terminal does not take is not worth an error.
  [[maybe_unused]] const auto written = write(fd_, shown.data(), shown.size());
}

} // namespace cordon::workers
