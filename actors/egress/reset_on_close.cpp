// SPDX-License-Identifier: Apache-2.0
#include "egress/reset_on_close.hpp"

#include <sys/socket.h>

namespace cordon::egress {

void reset_on_close(int socket) {
  const linger at_once{1, 0};
  setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

} // namespace cordon::egress
