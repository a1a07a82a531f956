// SPDX-License-Identifier: Apache-2.0
#include "intake/line_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace cordon::intake {

namespace {

constexpr size_t buffer_bytes = 256u << 10;

} // namespace

line_reader::line_reader(int fd, size_t max_bytes)
    : fd_(fd), max_bytes_(max_bytes), buffer_(buffer_bytes) {}

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
  if (!result.text.empty() && result.text.back() == '\r')
    result.text.pop_back();
  result.number = ++number_;
  return std::optional<line>(std::move(result));
}

expected<bool> line_reader::fill() {
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
  const auto room = max_bytes_ - into.text.size();
  const auto count = until - begin_;
  into.text.append(buffer_.data() + begin_, std::min(room, count));
  into.is_too_long = into.is_too_long || count > room;
  begin_ = until;
}

} // namespace cordon::intake
