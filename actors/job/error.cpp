// SPDX-License-Identifier: Apache-2.0
#include "job/error.hpp"

#include <cerrno>
#include <system_error>

namespace cordon {

tl::unexpected<error> system_failure(std::string what, std::string where, int errno_value) {
  const bool can_retry = errno_value == EAGAIN || errno_value == EINTR || errno_value == ENOMEM
                         || errno_value == EMFILE || errno_value == ENFILE;
  return fail(errc::system, std::move(what) + ": " + std::generic_category().message(errno_value),
              std::move(where), can_retry);
}

} // namespace cordon
