// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration.hpp"
#include "io/unique_fd.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace cordon::workers {

/// Host users that no other cordon of this machine has for as long as `lock` is open. The kernel
/// gives them back with the process, however that ends.
struct leased_users {
  io::unique_fd lock;
  uint32_t first = 0;
};

/// Where cordons started as root agree on who has which host users: a byte is locked for each.
inline constexpr const char* host_users_file = "/run/cordon/host-users";

/// The first `needed` users in a row of `range` that nobody else has leased; nothing where there
/// are none. Makes `file` and its folder where they are missing. Errors: system.
expected<std::optional<leased_users>> lease_users(const uid_range& range, uint32_t needed,
                                                  const std::string& file = host_users_file);

/// Started as root: leases the host users of slots and analysers, and puts the first one into the
/// configuration. Where that can't be done or none are free, one line in the log says so, and those
/// of the configuration are used. Keep what it gives until no program runs any more.
leased_users lease_host_users(configuration& into);

} // namespace cordon::workers
