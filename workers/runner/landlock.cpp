// SPDX-License-Identifier: Apache-2.0
#include "landlock.hpp"

#include "privileged_call.hpp"

#include <cerrno>
#include <cstdint>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

// Debian 12's headers end at ABI 2; the kernels that cordon meets do not. From
// include/uapi/linux/landlock.h, Linux 6.12.
constexpr uint64_t fs_rights_of_abi_1 = (1ull << 13) - 1;
constexpr uint64_t fs_refer = 1ull << 13;
constexpr uint64_t fs_truncate = 1ull << 14;
constexpr uint64_t fs_ioctl_dev = 1ull << 15;
constexpr uint64_t net_bind_and_connect_tcp = 3;
constexpr uint64_t net_connect_tcp = 2;
constexpr int rule_of_net_port = 2;
constexpr int abi_of_tcp = 4;
constexpr uint64_t scope_abstract_sockets_and_signals = 3;

struct ruleset_attributes {
  uint64_t handled_access_fs = 0;
  uint64_t handled_access_net = 0;
  uint64_t scoped = 0;
};

struct net_port_attributes {
  uint64_t allowed_access;
  uint64_t port;
};

uint64_t file_rights(int abi) noexcept {
  uint64_t rights = fs_rights_of_abi_1;
  if (abi >= 2)
    rights |= fs_refer;
  if (abi >= 3)
    rights |= fs_truncate;
  if (abi >= 5)
    rights |= fs_ioctl_dev;
  return rights;
}

/// The kernel takes a shorter structure from callers that know less.
size_t size_for(int abi) noexcept {
  if (abi >= 6)
    return sizeof(ruleset_attributes);
  return abi >= abi_of_tcp ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
}

int allow_beneath(int ruleset, int folder, uint64_t rights) noexcept {
  landlock_path_beneath_attr rule{};
  rule.allowed_access = rights;
  rule.parent_fd = folder;
  return static_cast<int>(
      privileged_call(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0));
}

int allow_connections(int ruleset, int abi, landlock_ports ports) noexcept {
  if (abi < abi_of_tcp)
    return 0;
  for (const auto port : ports) {
    const net_port_attributes rule{net_connect_tcp, port};
    if (privileged_call(SYS_landlock_add_rule, ruleset, rule_of_net_port, &rule, 0) != 0)
      return -1;
  }
  return 0;
}

} // namespace

int landlock_abi() noexcept {
  const auto abi =
      privileged_call(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return abi > 0 ? static_cast<int>(abi) : 0;
}

int restrict_with_landlock(int abi, const landlock_roots& roots, landlock_ports ports) noexcept {
  ruleset_attributes attributes;
  attributes.handled_access_fs = file_rights(abi);
  attributes.handled_access_net = net_bind_and_connect_tcp;
  attributes.scoped = scope_abstract_sockets_and_signals;
  const auto ruleset =
      static_cast<int>(privileged_call(SYS_landlock_create_ruleset, &attributes, size_for(abi), 0));
  if (ruleset < 0)
    return errno;
  const uint64_t read = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  const uint64_t all = file_rights(abi) & ~uint64_t{LANDLOCK_ACCESS_FS_EXECUTE};
  const uint64_t device =
      read | LANDLOCK_ACCESS_FS_WRITE_FILE | (all & (fs_truncate | fs_ioctl_dev));
  if (allow_beneath(ruleset, roots.everything, read) != 0
      || allow_beneath(ruleset, roots.devices, device) != 0
      || allow_beneath(ruleset, roots.writable[0], all) != 0
      || allow_beneath(ruleset, roots.writable[1], all) != 0
      || allow_beneath(ruleset, roots.writable[2], all) != 0
      || allow_connections(ruleset, abi, ports) != 0
      || privileged_call(SYS_landlock_restrict_self, ruleset, 0) != 0) {
    const int failure = errno;
    close(ruleset);
    return failure;
  }
  close(ruleset);
  return 0;
}

} // namespace cordon::runner
