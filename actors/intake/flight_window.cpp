// SPDX-License-Identifier: Apache-2.0
#include "intake/flight_window.hpp"

#include <algorithm>

namespace cordon::intake {

void flight_window::adapt(clock::time_point now) {
  if (now - since_ < interval)
    return;
  size_ = std::clamp(ended_, least_, std::max(least_, most_));
  ended_ = 0;
  since_ = now;
}

} // namespace cordon::intake
