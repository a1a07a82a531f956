// SPDX-License-Identifier: Apache-2.0
#include "jail/cgroup.hpp"

#include "audit/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <sys/wait.h>
#include <unistd.h>

using namespace cordon;
namespace fs = std::filesystem;

namespace {

/// An ordinary folder in the place of the hierarchies: needs no privilege and no controller's files
/// appear in it, but folders come and go as they do in a real one.
struct plain_hierarchy {
  audit::temporary_folder folder;
  fs::path base{folder / ""};
  fs::path mine{base / ("cordon-" + std::to_string(getpid()))};

  /// The base as seen from wherever the hierarchies are mounted.
  std::string root() const { return "/../../../../../../../.." + base.string(); }

  std::unique_ptr<jail::cgroup_tree> make_tree() const {
    auto tree = jail::cgroup_tree::make(root());
    if (!tree && tree.error().code == errc::unsupported)
      SKIP("no version 1 cgroups here: " + tree.error().text());
    return std::move(tree.value());
  }
};

/// The number of a process that has ended.
pid_t dead_process() {
  const auto pid = fork();
  if (pid == 0)
    _exit(0);
  waitpid(pid, nullptr, 0);
  return pid;
}

} // namespace

TEST_CASE("a tree is a folder named by the worker, gone with the tree", "[jail][cgroup]") {
  const plain_hierarchy here;
  {
    const auto tree = here.make_tree();
    CHECK(fs::is_directory(here.mine));
  }
  CHECK_FALSE(fs::exists(here.mine));
}

TEST_CASE("a root that is not there is refused by name", "[jail][cgroup]") {
  const plain_hierarchy here;
  const auto tree = jail::cgroup_tree::make(here.root() + "nowhere");
  REQUIRE_FALSE(tree);
  if (tree.error().code == errc::unsupported)
    SKIP("no version 1 cgroups here: " + tree.error().text());
  CHECK(tree.error().code == errc::not_found);
  CHECK(tree.error().text().find("nowhere: ") != std::string::npos);
}

TEST_CASE("what dead workers left is removed, what lives or is foreign stays", "[jail][cgroup]") {
  const plain_hierarchy here;
  const auto dead = here.base / ("cordon-" + std::to_string(dead_process()));
  fs::create_directories(dead / "slot-0");
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
  const plain_hierarchy here;
  {
    const auto tree = here.make_tree();
    const auto files = tree->open_leaf("slot-0");
    REQUIRE_FALSE(files);
    CHECK(files.error().code == errc::system);
    CHECK(files.error().text().find("slot-0/tasks: cannot open a cgroup's file")
          != std::string::npos);
  }
  CHECK_FALSE(fs::exists(here.mine));
}

TEST_CASE("a leaf's files are opened in their order", "[jail][cgroup]") {
  const plain_hierarchy here;
  const auto tree = here.make_tree();
  fs::create_directories(here.mine / "slot-0");
  for (const char* name : {"tasks", "memory.limit_in_bytes", "memory.max_usage_in_bytes",
                           "memory.oom_control", "pids.max"})
    audit::write_file(here.mine / "slot-0" / name, name);
  for (int again = 0; again < 2; ++again) {
    const auto files = tree->open_leaf("slot-0");
    REQUIRE(files);
    std::vector<std::string> names;
    for (const auto& file : *files)
      names.push_back(fs::read_symlink("/proc/self/fd/" + std::to_string(file.get())).filename());
    CHECK(names
          == std::vector<std::string>{"tasks", "memory.limit_in_bytes", "memory.max_usage_in_bytes",
                                      "memory.oom_control", "tasks", "pids.max"});
  }
}
