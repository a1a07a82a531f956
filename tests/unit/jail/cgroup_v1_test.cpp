// SPDX-License-Identifier: Apache-2.0
#include "fake_cgroups.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::jail;
namespace fs = std::filesystem;

namespace {

struct version_one : fake_hierarchy {
  cgroup_mounts mounts() const {
    const cgroup_hierarchy both{folder / "", "base"};
    return {std::nullopt, both, both};
  }

  std::unique_ptr<cgroup_tree> make_tree() const {
    return std::move(cgroup_tree::make("", mounts()).value());
  }
};

} // namespace

TEST_CASE("a tree is a folder named by the worker, gone with the tree", "[jail][cgroup]") {
  const version_one here;
  {
    const auto tree = here.make_tree();
    CHECK(tree->version() == 1);
    CHECK(fs::is_directory(here.mine));
  }
  CHECK_FALSE(fs::exists(here.mine));
}

TEST_CASE("a root that is not there is refused by name", "[jail][cgroup]") {
  const version_one here;
  const auto tree = cgroup_tree::make("nowhere", here.mounts());
  REQUIRE_FALSE(tree);
  CHECK(tree.error().code == errc::not_found);
  CHECK(tree.error().text().find("nowhere: ") != std::string::npos);
}

TEST_CASE("a machine without any hierarchy is told so", "[jail][cgroup]") {
  const auto tree = cgroup_tree::make("", {});
  REQUIRE_FALSE(tree);
  CHECK(tree.error().code == errc::unsupported);
}

TEST_CASE("what dead workers left is removed, what lives or is foreign stays", "[jail][cgroup]") {
  const version_one here;
  const auto dead = here.base / ("cordon-" + std::to_string(dead_process()));
  fs::create_directories(dead / "slot-0" / "job");
  const auto parent = here.base / ("cordon-" + std::to_string(getppid()));
  for (const auto& kept : {parent, here.base / "cordon-1x", here.base / "cordon-", here.base / "a"})
    fs::create_directories(kept);
  const auto tree = here.make_tree();
  CHECK_FALSE(fs::exists(dead));
  for (const auto& kept : {parent, here.base / "cordon-1x", here.base / "cordon-", here.base / "a"})
    CHECK(fs::exists(kept));
}

TEST_CASE("a leaf without the controllers' files is refused by name and removed with the tree",
          "[jail][cgroup]") {
  const version_one here;
  {
    const auto tree = here.make_tree();
    const auto files = tree->open_leaf("slot-0", 0);
    REQUIRE_FALSE(files);
    CHECK(files.error().code == errc::system);
    CHECK(files.error().text().find("slot-0/tasks: cannot open a cgroup's file")
          != std::string::npos);
  }
  CHECK_FALSE(fs::exists(here.mine));
}

TEST_CASE("a leaf's files are opened and named", "[jail][cgroup]") {
  const version_one here;
  const auto tree = here.make_tree();
  fs::create_directories(here.mine / "slot-0");
  std::vector<std::string> expected = {"tasks",
                                       "memory.limit_in_bytes",
                                       "memory.max_usage_in_bytes",
                                       "memory.oom_control",
                                       "tasks",
                                       "pids.max"};
  for (const auto& name : expected)
    audit::write_file(here.mine / "slot-0" / name, name);
  CHECK(fake_hierarchy::names_of(tree->open_leaf("slot-0", 0).value()) == expected);
  audit::write_file(here.mine / "slot-0" / "memory.memsw.limit_in_bytes", "");
  audit::write_file(here.mine / "slot-0" / "cgroup.event_control", "");
  const auto all = tree->open_leaf("slot-0", 0).value();
  REQUIRE(all.files.size() == all.fds.size());
  CHECK(all.files[6] == cgroup_file::memory_and_swap_limit);
  CHECK(all.files[7] == cgroup_file::oom_event);
}

TEST_CASE("a leaf is in use until the kernel counts no process there", "[jail][cgroup]") {
  const version_one here;
  const auto tree = here.make_tree();
  CHECK_FALSE(tree->is_in_use("slot-0"));
  fs::create_directories(here.mine / "slot-0");
  audit::write_file(here.mine / "slot-0" / "pids.current", "3\n");
  CHECK(tree->is_in_use("slot-0"));
  audit::write_file(here.mine / "slot-0" / "pids.current", "0\n");
  CHECK_FALSE(tree->is_in_use("slot-0"));
}
