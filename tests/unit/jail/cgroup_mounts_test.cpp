// SPDX-License-Identifier: Apache-2.0
#include "jail/cgroup_mounts.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::jail;

namespace {

constexpr const char* version_one =
    "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n"
    "36 31 0:36 / /sys/fs/cgroup/pids rw,relatime shared:9 - cgroup cgroup rw,pids\n";
constexpr const char* unified =
    "24 18 0:21 / /proc rw - proc proc rw\n"
    "29 22 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";

} // namespace

TEST_CASE("the unified hierarchy is found, with this process in it", "[jail][cgroup]") {
  const auto found = parse_cgroup_mounts(unified, "0::/system.slice/cordon.service\n");
  REQUIRE(found.unified);
  CHECK(found.unified->mount == "/sys/fs/cgroup");
  CHECK(found.unified->own == "/system.slice/cordon.service");
  CHECK(found.unified->own_folder() == "/sys/fs/cgroup/system.slice/cordon.service");
  CHECK_FALSE(found.memory);
  CHECK_FALSE(found.pids);
}

TEST_CASE("version 1 hierarchies are found by their controllers", "[jail][cgroup]") {
  const auto found =
      parse_cgroup_mounts(version_one, "9:name=systemd:/\n8:pids:/a\n4:cpu,memory:/b/c\n0::/d\n");
  CHECK_FALSE(found.unified);
  REQUIRE(found.memory);
  CHECK(found.memory->own_folder() == "/sys/fs/cgroup/memory/b/c");
  REQUIRE(found.pids);
  CHECK(found.pids->own_folder() == "/sys/fs/cgroup/pids/a");
}

TEST_CASE("the root of a hierarchy is the mount itself", "[jail][cgroup]") {
  const auto found = parse_cgroup_mounts(unified, "0::/\n");
  REQUIRE(found.unified);
  CHECK(found.unified->own_folder() == "/sys/fs/cgroup");
}

TEST_CASE("where a part of a hierarchy is mounted, paths are taken from there", "[jail][cgroup]") {
  constexpr const char* part = "29 22 0:26 /docker/1a /sys/fs/cgroup rw - cgroup2 cgroup rw\n";
  CHECK(parse_cgroup_mounts(part, "0::/docker/1a/x\n").unified->own == "/x");
  CHECK(parse_cgroup_mounts(part, "0::/docker/1a\n").unified->own.empty());
  CHECK(parse_cgroup_mounts(unified, "0::/../other\n").unified->own.empty());
}

TEST_CASE("a machine without cgroups has none", "[jail][cgroup]") {
  const auto found = parse_cgroup_mounts("24 18 0:21 / /proc rw - proc proc rw\n", "");
  CHECK_FALSE(found.unified);
  CHECK_FALSE(found.memory);
  CHECK_FALSE(found.pids);
}
