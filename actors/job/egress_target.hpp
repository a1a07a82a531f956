// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::job {

/// A host and port that programs of a profile may reach.
struct egress_target {
  std::string host; ///< a name in lower case, or an IPv4 address
  uint16_t port = 0;

  bool operator==(const egress_target&) const = default;

  /// "host:port".
  std::string text() const { return host + ':' + std::to_string(port); }
};

/// So many has a profile at most: the sockets for them travel in one message.
inline constexpr size_t max_egress_targets = 16;

/// The address of an IPv4 literal in host byte order; 0 for a name.
uint32_t ipv4_address(const std::string& host);

/// Inside a jail, names have addresses below this one, 127.77.0.0/16.
inline constexpr uint32_t egress_network = 0x7f4d0000;

/// Reads "host:port". Errors: bad_input, with what would be right.
expected<egress_target> read_egress_target(std::string_view text);

} // namespace cordon::job
