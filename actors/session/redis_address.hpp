// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace cordon::session {

/// Where a Redis is and how to log in there.
struct redis_address {
  std::string path; ///< of a unix socket; "": host and port hold
  std::string host; ///< a name or an address, IPv6 without brackets
  uint16_t port = 6379;
  uint32_t database = 0;
  std::string user;     ///< "": Redis's default user
  std::string password; ///< "": no AUTH

  /// The same as an address, without the password: for logs and errors.
  std::string text() const;
};

/// Reads `redis://[user[:password]@]host[:port][/db]` or `unix:///path[?db=n]`; user and password
/// percent-encoded where they hold '@', ':', '/' or '%'. `password` stands over the address's,
/// unless it is "". Errors: bad_input, unsupported for rediss; none quotes a password.
expected<redis_address> parse_redis_address(std::string_view text, std::string_view password = "");

} // namespace cordon::session
