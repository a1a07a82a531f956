// SPDX-License-Identifier: Apache-2.0
#include "fake_cgroups.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <sys/stat.h>

using namespace cordon;
using namespace cordon::jail;
namespace fs = std::filesystem;

namespace {

/// A cgroup has these files from its making on; here a test makes them first.
void furnish(const fs::path& folder, const std::string& processes = "") {
  fs::create_directories(folder);
  audit::write_file(folder / "cgroup.type", "domain\n");
  audit::write_file(folder / "cgroup.controllers", "cpu memory pids\n");
  audit::write_file(folder / "cgroup.subtree_control", "");
  audit::write_file(folder / "cgroup.procs", processes);
}

std::string text_of(const fs::path& path) {
  return audit::read_file(path);
}

struct version_two : fake_hierarchy {
  version_two() {
    furnish(folder / "");
    furnish(base);
    furnish(mine);
    furnish(mine / "worker");
    furnish(mine / "slot-0");
    furnish(mine / "slot-0" / "runner");
    furnish(mine / "slot-0" / "job");
    for (const char* file : {"memory.max", "memory.swap.max", "memory.current", "memory.events",
                             "memory.oom.group", "pids.max", "cgroup.events"})
      audit::write_file(mine / "slot-0" / "job" / file, "");
  }

  expected<std::unique_ptr<cgroup_tree>> make(const std::string& root = "") const {
    std::string mount = folder / "";
    mount.pop_back();
    return cgroup_tree::make(root, {cgroup_hierarchy{mount, "/base"}, std::nullopt, std::nullopt});
  }
};

bool has(const std::vector<cgroup_file>& files, cgroup_file file) {
  return std::find(files.begin(), files.end(), file) != files.end();
}

} // namespace

TEST_CASE("where the unified hierarchy offers memory and pids it is used", "[jail][cgroup]") {
  const version_two here;
  const auto tree = here.make();
  REQUIRE(tree);
  CHECK((*tree)->version() == 2);
  CHECK(text_of(here.base / "cgroup.subtree_control") == "+memory +pids");
  CHECK(text_of(here.mine / "cgroup.subtree_control") == "+memory +pids");
}

TEST_CASE("where version 1 has the controllers an empty unified hierarchy is passed over",
          "[jail][cgroup]") {
  const fake_hierarchy one;
  const version_two two;
  audit::write_file(two.folder / "cgroup.controllers", "");
  const cgroup_hierarchy both{one.folder / "", "base"};
  const auto tree = cgroup_tree::make("", {cgroup_hierarchy{two.folder / "", "base"}, both, both});
  REQUIRE(tree);
  CHECK((*tree)->version() == 1);
}

TEST_CASE("a worker that is alone in its cgroup makes way and comes back", "[jail][cgroup]") {
  const version_two here;
  audit::write_file(here.base / "cgroup.procs", std::to_string(getpid()) + '\n');
  {
    const auto tree = here.make();
    REQUIRE(tree);
    CHECK(text_of(here.mine / "worker" / "cgroup.procs") == std::to_string(getpid()));
    CHECK(text_of(here.base / "cgroup.subtree_control") == "+memory +pids");
    audit::write_file(here.base / "cgroup.procs", "");
    audit::write_file(here.mine / "worker" / "cgroup.procs", "77\n");
  }
  CHECK(text_of(here.base / "cgroup.procs") == "77");
  CHECK(text_of(here.base / "cgroup.subtree_control") == "-memory -pids");
}

TEST_CASE("what a worker has started comes along", "[jail][cgroup]") {
  const version_two here;
  const auto child = fork();
  if (child == 0) {
    pause();
    _exit(0);
  }
  audit::write_file(here.base / "cgroup.procs",
                    std::to_string(getpid()) + '\n' + std::to_string(child) + '\n');
  const auto tree = here.make();
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  REQUIRE(tree);
  CHECK(text_of(here.mine / "worker" / "cgroup.procs") == std::to_string(child));
}

TEST_CASE("processes of others are not moved, and one above serves in that place",
          "[jail][cgroup]") {
  const version_two here;
  audit::write_file(here.base / "cgroup.procs", "1\n" + std::to_string(getpid()) + '\n');
  furnish(here.folder / here.mine.filename().c_str());
  const auto tree = here.make();
  REQUIRE(tree);
  CHECK(text_of(here.mine / "worker" / "cgroup.procs").empty());
  CHECK(text_of(here.folder / "cgroup.subtree_control") == "+memory +pids");
  CHECK(text_of(here.base / "cgroup.subtree_control").empty());
}

TEST_CASE("where no cgroup serves, the error says why and what to do", "[jail][cgroup]") {
  const version_two here;
  audit::write_file(here.base / "cgroup.procs", "1\n");
  audit::write_file(here.folder / "cgroup.procs", "1\n");
  const auto tree = here.make();
  REQUIRE_FALSE(tree);
  CHECK(tree.error().code == errc::system);
  CHECK(tree.error().where == here.base.string());
  CHECK(tree.error().what.find("holds other processes") != std::string::npos);
  CHECK(tree.error().what.find("Delegate=yes") != std::string::npos);
  CHECK(tree.error().what.find("execution.cgroup_root") != std::string::npos);
}

TEST_CASE("a cgroup that is offered no controllers is refused", "[jail][cgroup]") {
  const version_two here;
  for (const auto& folder : {here.base, fs::path(here.folder / "")})
    audit::write_file(folder / "cgroup.controllers", "cpu pids\n");
  const auto tree = here.make();
  REQUIRE_FALSE(tree);
  CHECK(tree.error().code == errc::unsupported);
  CHECK(tree.error().what.find("not offered") != std::string::npos);
}

TEST_CASE("a configured root is taken as it is or refused", "[jail][cgroup]") {
  const version_two here;
  CHECK(here.make("/base"));
  const auto missing = here.make("/nowhere");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == errc::not_found);
  audit::write_file(here.base / "cgroup.procs", "1\n");
  CHECK_FALSE(here.make("/base"));
}

TEST_CASE("a slot's programs have a leaf beside their runner, and only it has limits",
          "[jail][cgroup]") {
  const version_two here;
  const auto job = here.mine / "slot-0" / "job";
  const auto tree = here.make();
  REQUIRE(tree);
  const auto leaf = (*tree)->open_leaf("slot-0", 0);
  REQUIRE(leaf);
  CHECK(text_of(here.mine / "slot-0" / "cgroup.subtree_control") == "+memory +pids");
  CHECK(text_of(job / "memory.swap.max") == "0");
  CHECK(text_of(job / "memory.oom.group") == "1");
  CHECK(fake_hierarchy::names_of(*leaf)
        == std::vector<std::string>{"memory.max", "memory.current", "memory.events", "pids.max",
                                    "cgroup.events", "cgroup.procs", "cgroup.procs", "job"});
  CHECK_FALSE(has(leaf->files, cgroup_file::memory_peak));
  CHECK_FALSE(has(leaf->files, cgroup_file::kill));
  for (const char* newer : {"memory.peak", "cgroup.kill"})
    audit::write_file(job / newer, "");
  const auto more = (*tree)->open_leaf("slot-0", 0);
  REQUIRE(more);
  CHECK(has(more->files, cgroup_file::memory_peak));
  CHECK(has(more->files, cgroup_file::kill));
}

TEST_CASE("the user of a slot may write where its programs come in, and nowhere else",
          "[jail][cgroup]") {
  if (geteuid() != 0)
    SKIP("only root can give files away");
  const version_two here;
  const auto tree = here.make();
  REQUIRE(tree);
  REQUIRE((*tree)->open_leaf("slot-0", 200'007));
  const auto owner = [&](const fs::path& path) {
    struct stat about {};
    stat(path.c_str(), &about);
    return about.st_uid;
  };
  const auto slot = here.mine / "slot-0";
  CHECK(owner(slot / "cgroup.procs") == 200'007);
  CHECK(owner(slot / "job" / "cgroup.procs") == 200'007);
  for (const auto& kept : {slot, slot / "cgroup.subtree_control", slot / "runner" / "cgroup.procs",
                           slot / "job", slot / "job" / "memory.max", slot / "job" / "pids.max"})
    CHECK(owner(kept) == 0);
}

TEST_CASE("what a dead worker left stays while it holds processes", "[jail][cgroup]") {
  const version_two here;
  const auto dead = here.base / ("cordon-" + std::to_string(dead_process()));
  fs::create_directories(dead / "slot-0");
  audit::write_file(dead / "cgroup.events", "populated 1\nfrozen 0\n");
  REQUIRE(here.make());
  CHECK(fs::exists(dead / "slot-0"));
}

TEST_CASE("a slot is in use until the kernel counts no process of its job", "[jail][cgroup]") {
  const version_two here;
  const auto tree = here.make();
  REQUIRE(tree);
  CHECK_FALSE((*tree)->is_in_use("slot-0"));
  audit::write_file(here.mine / "slot-0" / "job" / "pids.current", "12\n");
  CHECK((*tree)->is_in_use("slot-0"));
  audit::write_file(here.mine / "slot-0" / "job" / "pids.current", "0\n");
  CHECK_FALSE((*tree)->is_in_use("slot-0"));
}
