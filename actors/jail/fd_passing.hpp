// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"

#include <string_view>
#include <sys/types.h>
#include <vector>

namespace cordon::jail {

/// sendmsg(2) of `bytes` with up to 16 descriptors, which stay the caller's; never raises SIGPIPE,
/// tries again after a signal. Bytes sent, or -1 and errno.
ssize_t send_with_fds(int socket, std::string_view bytes, const std::vector<int>& fds, int flags);

/// recvmsg(2) that appends the descriptors that came along, close-on-exec; tries again after a
/// signal. Bytes received, 0 at the end, or -1 and errno.
ssize_t receive_with_fds(int socket, void* into, size_t size, std::vector<io::unique_fd>& fds,
                         int flags);

} // namespace cordon::jail
