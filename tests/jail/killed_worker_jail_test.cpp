// SPDX-License-Identifier: Apache-2.0
#include "cordon_command.hpp"
#include "ordinary_user.hpp"
#include "pipeline.hpp"
#include "processes.hpp"
#include "temporary_folder.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <csignal>
#include <unistd.h>

namespace cordon::test {

namespace {

using json = nlohmann::json;

/// Nothing of a killed worker lives longer; it took 35 to 63 ms on two cores with a load of 10.
constexpr auto longest_survival = std::chrono::seconds(1);

/// Programs that do not want to end, each under a name of its own: `name` and its place.
struct stubborn_program {
  const char* profile;
  const char* code;
  size_t processes; ///< that bear its name
};

constexpr auto prelude = R"(
import ctypes, os, signal, time
ctypes.CDLL(None).prctl(15, context['name'].encode(), 0, 0, 0)
)";

constexpr stubborn_program programs[] = {
    {"open", "time.sleep(50)", 1},
    {"open", "number = 0\nwhile True: number += 1", 1},
    {"open", R"(
for number in range(1, 64):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))
time.sleep(50))",
     1},
    {"open", R"(
for _ in range(3):
    if os.fork() == 0:
        while True: pass
time.sleep(50))",
     4},
    {"open", R"(
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for descriptor in range(64):
            try: os.close(descriptor)
            except OSError: pass
        time.sleep(50)
    os._exit(0)
os.wait()
time.sleep(50))",
     2},
    {"open", R"(
child = os.fork()
if child == 0:
    time.sleep(50)
os.kill(child, signal.SIGSTOP)
os.kill(os.getpid(), signal.SIGSTOP))",
     2},
};

constexpr size_t slots = std::size(programs);

/// What no other process's name begins with, short enough for a digit behind it.
std::string name_beginning() {
  return "stub" + std::to_string(getpid()) + '-';
}

std::string name_of(size_t number) {
  return name_beginning() + std::to_string(number);
}

/// A program for each slot.
std::string jobs() {
  std::string lines;
  for (size_t i = 0; i < slots; ++i) {
    const auto& program = programs[i];
    lines += json{{"profile", program.profile},
                  {"code", prelude + std::string(program.code)},
                  {"context", {{"name", name_of(i)}}},
                  {"limits", {{"timeout_seconds", 60}, {"max_processes", 8}}}}
                 .dump()
             + '\n';
  }
  return lines;
}

/// The names that are there when all run.
std::vector<std::string> names_when_busy() {
  std::vector<std::string> names;
  for (size_t i = 0; i < slots; ++i)
    names.insert(names.end(), programs[i].processes, name_of(i));
  return names;
}

/// Kills a worker whose slots are all busy, and looks what is left of it. Its pid.
pid_t check_killed(const std::vector<std::string>& arguments) {
  const auto mounts_before = mounts();
  command cordon(arguments, {.folder = "/tmp"});
  REQUIRE(eventually([] { return living_names(name_beginning()) == names_when_busy(); }));
  const auto started = descendants_of(cordon.pid());
  CHECK(started.size() > 3 * slots);
  cordon.send_signal(SIGKILL);
  // Whoever their parent is now.
  CHECK(eventually(
      [&] {
        return std::ranges::none_of(started, is_alive) && living_names(name_beginning()).empty();
      },
      longest_survival));
  CHECK(cordon.finish().exit_code == 128 + SIGKILL);
  CHECK(mounts() == mounts_before);
  return cordon.pid();
}

std::vector<std::string> options(const std::string& jobs_file) {
  return {"--slots", std::to_string(slots), "--no-progress", "--jobs", jobs_file};
}

} // namespace

TEST_CASE("whatever programs do, none outlives a worker that is killed", "[command][killed]") {
  const audit::temporary_folder folder;
  audit::write_file(folder / "jobs", jobs());
  const auto pid = check_killed(cordon_arguments("run", options(folder / "jobs")));
  // The next worker removes what control groups are left.
  CHECK(run_cordon("run", {"-"}, "1").exit_code == 0);
  CHECK(cgroup_folders_of(pid).empty());
}

TEST_CASE("none outlives an ordinary user's worker that is killed either", "[command][killed]") {
  if (geteuid() != 0)
    SKIP("only root can become another user");
  const ordinary_user user;
  auto more = options(user.put("jobs", jobs()));
  more.insert(more.begin(), "run");
  check_killed(user.arguments(more));
  CHECK(user.left_nothing());
}

} // namespace cordon::test
