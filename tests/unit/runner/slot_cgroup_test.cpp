// SPDX-License-Identifier: Apache-2.0
#include "audit/temporary_folder.hpp"
#include "slot_cgroup.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <csignal>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace cordon;
using namespace cordon::runner;
using jail::cgroup_file;

namespace {

/// Plain files in the place of a cgroup's.
struct fake_leaf {
  audit::temporary_folder folder;
  std::vector<cgroup_file> files;
  std::vector<io::unique_fd> fds;
  std::vector<int> numbers; ///< of these, also once they were taken

  void add(cgroup_file file, const char* name, const std::string& text = "", int mode = O_RDWR) {
    audit::write_file(folder / name, text);
    files.push_back(file);
    fds.emplace_back(open((folder / name).c_str(), mode | O_CLOEXEC));
    numbers.push_back(fds.back().get());
  }

  std::string text(const char* name) const { return audit::read_file(folder / name); }

  slot_cgroup take() { return std::move(slot_cgroup::of(files, std::move(fds)).value()); }
};

constexpr job::limits limits_of(uint64_t memory, uint32_t processes) {
  job::limits limits;
  limits.max_memory_bytes = memory;
  limits.max_processes = processes;
  return limits;
}

void add_limits(fake_leaf& leaf) {
  leaf.add(cgroup_file::memory_limit, "limit");
  leaf.add(cgroup_file::pids_limit, "pids");
}

} // namespace

TEST_CASE("without a cgroup nothing is done and nothing known", "[runner][cgroup]") {
  slot_cgroup none;
  CHECK_FALSE(none.in_force());
  CHECK(none.begin(limits_of(1, 1)));
  CHECK(none.memory_peak(77, 0) == 77);
  CHECK(none.oom_kills() == 0);
  CHECK(none.ways_in() == std::array{-1, -1});
  CHECK(none.oom().event == -1);
}

TEST_CASE("more or fewer descriptors than files are refused", "[runner][cgroup]") {
  CHECK_FALSE(slot_cgroup::of({cgroup_file::memory_limit}, {}));
}

TEST_CASE("a job's limits are written, swap's with memory's", "[runner][cgroup]") {
  fake_leaf leaf;
  add_limits(leaf);
  leaf.add(cgroup_file::memory_and_swap_limit, "memsw");
  auto cgroup = leaf.take();
  REQUIRE(cgroup.begin(limits_of(1'000, 5)));
  CHECK(leaf.text("limit") == "1000");
  CHECK(leaf.text("memsw") == "1000");
  CHECK(leaf.text("pids") == "5");
  REQUIRE(cgroup.begin(limits_of(3'000, 9)));
  CHECK(leaf.text("limit") == "3000");
  CHECK(leaf.text("memsw") == "3000");
  CHECK(leaf.text("pids") == "9");
}

TEST_CASE("a limit of swap that can't be set fails the job, and the next one", "[runner][cgroup]") {
  fake_leaf leaf;
  add_limits(leaf);
  leaf.add(cgroup_file::memory_and_swap_limit, "memsw", "", O_RDONLY);
  auto cgroup = leaf.take();
  CHECK_FALSE(cgroup.begin(limits_of(1'000, 1)));
  CHECK_FALSE(cgroup.begin(limits_of(1'000, 1)));
}

TEST_CASE("after a limit that could not be set whole the next one is set, though it be the old one",
          "[runner][cgroup]") {
  fake_leaf leaf;
  add_limits(leaf);
  leaf.add(cgroup_file::memory_and_swap_limit, "memsw");
  auto cgroup = leaf.take();
  REQUIRE(cgroup.begin(limits_of(3'000, 1)));
  // From here on the file of both is one that can't be written.
  const io::unique_fd full(open("/dev/full", O_WRONLY | O_CLOEXEC));
  const io::unique_fd good(dup(leaf.numbers.back()));
  REQUIRE(dup2(full.get(), leaf.numbers.back()) >= 0);
  CHECK_FALSE(cgroup.begin(limits_of(1'000, 1)));
  REQUIRE(dup2(good.get(), leaf.numbers.back()) >= 0);
  REQUIRE(cgroup.begin(limits_of(3'000, 1)));
  CHECK(leaf.text("limit") == "3000");
}

TEST_CASE("a peak that can be reset is measured from there", "[runner][cgroup]") {
  fake_leaf leaf;
  add_limits(leaf);
  leaf.add(cgroup_file::memory_peak, "peak");
  auto cgroup = leaf.take();
  REQUIRE(cgroup.begin(limits_of(1, 1)));
  audit::write_file(leaf.folder / "peak", "5000\n");
  CHECK(cgroup.memory_peak(1, 0) == 5'000);
}

TEST_CASE("a peak that can't be reset counts only where it rose", "[runner][cgroup]") {
  fake_leaf leaf;
  add_limits(leaf);
  leaf.add(cgroup_file::memory_peak, "peak", "9000\n", O_RDONLY);
  leaf.add(cgroup_file::memory_now, "now", "1000\n");
  auto cgroup = leaf.take();
  REQUIRE(cgroup.begin(limits_of(1, 1)));
  CHECK(cgroup.memory_peak(77, 0) == 77);
  CHECK(cgroup.memory_peak(77, 1) == 1);
  audit::write_file(leaf.folder / "peak", "9500\n");
  CHECK(cgroup.memory_peak(77, 0) == 8'500);
}

TEST_CASE("kills are counted from the job's beginning", "[runner][cgroup]") {
  fake_leaf leaf;
  add_limits(leaf);
  leaf.add(cgroup_file::memory_oom, "events", "oom 4\noom_kill 3\noom_group_kill 8\n");
  auto cgroup = leaf.take();
  REQUIRE(cgroup.begin(limits_of(1, 1)));
  CHECK(cgroup.oom_kills() == 0);
  audit::write_file(leaf.folder / "events", "oom 5\noom_kill 5\noom_group_kill 9\n");
  CHECK(cgroup.oom_kills() == 2);
}

TEST_CASE("who is told of a want of memory may look at the count of kills", "[runner][cgroup]") {
  fake_leaf leaf;
  add_limits(leaf);
  leaf.add(cgroup_file::memory_oom, "events", "oom_kill_disable 0\nunder_oom 1\noom_kill 3\n");
  const int counts = leaf.fds.back().get();
  const bool is_told = GENERATE(true, false);
  int event = -1;
  if (is_told) {
    event = eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK);
    leaf.files.push_back(cgroup_file::oom_event);
    leaf.fds.emplace_back(event);
  }
  const auto cgroup = leaf.take();
  CHECK(cgroup.oom().event == event);
  CHECK(cgroup.oom().counts == (is_told ? counts : -1));
}

TEST_CASE("kills are read from the files of both versions", "[runner][cgroup]") {
  CHECK(oom_kills_in("oom_kill_disable 0\nunder_oom 0\noom_kill 3\n") == 3);
  CHECK(oom_kills_in("low 0\noom 4\noom_kill 12\noom_group_kill 1\n") == 12);
  CHECK(oom_kills_in("oom_kill_disable 1\n") == 0);
  CHECK(oom_kills_in("oom_kill ") == 0);
  CHECK(oom_kills_in("") == 0);
}

TEST_CASE("only a cgroup that is not empty at the end is killed", "[runner][cgroup]") {
  fake_leaf leaf;
  add_limits(leaf);
  leaf.add(cgroup_file::events, "events", "populated 0\nfrozen 0\n");
  leaf.add(cgroup_file::kill, "kill");
  auto cgroup = leaf.take();
  cgroup.kill_what_is_left();
  CHECK(leaf.text("kill").empty());
  audit::write_file(leaf.folder / "events", "populated 1\nfrozen 0\n");
  cgroup.kill_what_is_left();
  CHECK(leaf.text("kill") == "1");
}

TEST_CASE("a program that can't be born inside writes itself in", "[runner][cgroup]") {
  fake_leaf leaf;
  add_limits(leaf);
  leaf.add(cgroup_file::job_processes, "procs");
  const int way_in = leaf.fds.back().get();
  auto cgroup = leaf.take();
  cgroup.prepare_births();
  CHECK(cgroup.ways_in() == std::array{way_in, -1});
}

TEST_CASE("a child that is born in a cgroup is one to C as to the kernel", "[runner][cgroup]") {
#ifdef __SANITIZE_THREAD__
  SKIP("ThreadSanitizer does not know children by clone3");
#endif
  const io::unique_fd folder(open("/sys/fs/cgroup/unified", O_PATH | O_DIRECTORY | O_CLOEXEC));
  const auto birth = birth_inside::of(folder.get());
  if (!birth)
    SKIP("no version 2 hierarchy at /sys/fs/cgroup/unified that this user may enter");
  const auto child = birth->fork();
  if (child == 0) {
    // Only where libc knows the main thread's number does the signal find it.
    std::signal(SIGUSR1, [](int) { _exit(7); });
    const auto self = pthread_self();
    std::thread([self] { pthread_kill(self, SIGUSR1); }).join();
    for (;;)
      pause();
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 7);
}
