// SPDX-License-Identifier: Apache-2.0
#include "process_end.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <poll.h>

namespace cordon::runner {

bool has_ended_by(std::chrono::steady_clock::time_point give_up, const io::unique_fd& pidfd) {
  using clock = std::chrono::steady_clock;
  pollfd watched{pidfd.get(), POLLIN, 0};
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(give_up - clock::now());
    const int ready = poll(&watched, 1, static_cast<int>(std::max<int64_t>(0, left.count())));
    if (ready >= 0 || errno != EINTR)
      return ready > 0;
  }
}

} // namespace cordon::runner
