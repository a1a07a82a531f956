// SPDX-License-Identifier: Apache-2.0
#include "intake/line_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <unistd.h>

namespace cordon::intake {

namespace {

constexpr size_t buffer_bytes = 256u << 10;

} // namespace

line_reader::line_reader(int fd, size_t max_bytes, int stop_fd)
    : fd_(fd), stop_fd_(stop_fd), max_bytes_(max_bytes), buffer_(buffer_bytes) {}

expected<std::optional<line_reader::line>> line_reader::next() {
  line result;
  bool any = false;
  for (;;) {
    if (begin_ == end_) {
      const auto more = fill();
      if (!more)
        return tl::unexpected<error>(more.error());
      if (!*more)
        break;
    }
    any = true;
    const auto* start = buffer_.data() + begin_;
    const auto* newline = static_cast<const char*>(std::memchr(start, '\n', end_ - begin_));
    take(result, newline ? begin_ + static_cast<size_t>(newline - start) : end_);
    if (newline) {
      ++begin_;
      break;
    }
  }
  if (!any)
    return std::optional<line>();
  drop_end(result);
  result.number = ++number_;
  return std::optional<line>(std::move(result));
}

/// Waits for input or for the stop.
bool line_reader::stopped() const {
  if (stop_fd_ < 0)
    return false;
  pollfd watched[] = {{fd_, POLLIN, 0}, {stop_fd_, POLLIN, 0}};
  while (poll(watched, 2, -1) < 0 && errno == EINTR) {
  }
  return watched[1].revents != 0;
}

expected<bool> line_reader::fill() {
  if (stopped())
    return false;
  ssize_t got;
  do
    got = read(fd_, buffer_.data(), buffer_.size());
  while (got < 0 && errno == EINTR);
  if (got < 0)
    return system_failure("cannot read the next line", "line " + std::to_string(number_ + 1),
                          errno);
  begin_ = 0;
  end_ = static_cast<size_t>(got);
  return got > 0;
}

void line_reader::take(line& into, size_t until) {
  // One byte more than a line may have: that of a carriage return, which is no part of it.
  const auto room = max_bytes_ + 1 - into.text.size();
  const auto count = until - begin_;
  into.text.append(buffer_.data() + begin_, std::min(room, count));
  into.is_too_long = into.is_too_long || count > room;
  begin_ = until;
}

void line_reader::drop_end(line& of) const {
  if (!of.is_too_long && !of.text.empty() && of.text.back() == '\r')
    of.text.pop_back();
  of.is_too_long = of.is_too_long || of.text.size() > max_bytes_;
  of.text.resize(std::min(of.text.size(), max_bytes_));
}

} // namespace cordon::intake
