// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"

#include "processes.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <unistd.h>

namespace cordon::test {

namespace {

using json = nlohmann::json;

void check_limit(const json& result, const char* resource) {
  INFO(shown(result));
  CHECK(result["status"] == "failed");
  CHECK(result["error_type"] == "ResourceLimitError");
  CHECK(result["details"].value("resource", "") == resource);
  CHECK(result["can_retry"] == false);
}

bool has_cgroup(const json& result) {
  const auto& layers = result["sandbox_metadata"]["layers"];
  return std::ranges::find(layers, "cgroup") != layers.end();
}

/// As an ordinary user the programs' processes are told by their parents.
bool nothing_of_programs_alive() {
  auto& pipeline = shared_pipeline();
  if (pipeline.first_uid() == 0)
    return descendants_of(getpid()).size() <= 3 * pipeline.assembly().runner_pids().size() + 2 * 2;
  // An idle runner: the jail's parent, PID 1 and an init made ahead. The analyser lacks the last.
  const auto idle = 3 * pipeline.assembly().runner_pids().size() + 2;
  return processes_of_users(pipeline.first_uid(), pipeline.uid_count()).size() <= idle;
}

} // namespace

TEST_CASE("2 GB of memory are refused", "[limits]") {
  for (const char* code :
       {"x = bytearray(2 << 30)\nfor i in range(0, len(x), 4096): x[i] = 1",
        "x = []\nwhile True: x.append(' ' * 1_000_000)",
        "try:\n  x = []\n  while True: x.append(' ' * 1_000_000)\nexcept MemoryError:\n  raise"})
    for (const char* profile : {"default", "open"})
      check_limit(shared_pipeline().run({{"profile", profile}, {"code", code}}), "memory");
}

TEST_CASE("a program whose child ran out of memory does not live on", "[limits]") {
  if (!has_cgroup(run_open("1")))
    SKIP("without a cgroup memory holds for each process by itself");
  for (int again = 0; again < 3; ++again) {
    const auto result = run_open(R"(
import os
if os.fork() == 0:
    x = bytearray(200 << 20)
    for i in range(0, len(x), 4096): x[i] = 1
    os._exit(0)
os.wait()
while True: pass
)",
                                 {{"limits", {{"max_memory_mb", 64}, {"timeout_seconds", 50}}}});
    check_limit(result, "memory");
    CHECK(result["exit_code"] == 137);
    // The next one in the same slot is not taken for it.
    CHECK(run_open("6 * 7")["return_value"] == 42);
  }
  CHECK(eventually(nothing_of_programs_alive));
}

TEST_CASE("memory of all processes of a program counts together", "[limits]") {
  const auto result = run_open(R"(
import os
held, let_go = os.pipe()
told, tell = os.pipe()
for _ in range(4):
    if os.fork() == 0:
        os.close(let_go)
        x = bytearray(40 << 20)
        for i in range(0, len(x), 4096): x[i] = 1
        os.write(tell, b'.')
        os.read(held, 1)
        os._exit(0)
os.close(tell)
count = 0
while count < 4 and os.read(told, 1):
    count += 1
os.close(let_go)
count
)",
                               {{"limits", {{"max_memory_mb", 100}, {"timeout_seconds", 20}}}});
  if (has_cgroup(result))
    return check_limit(result, "memory");
  // As docs/security.md says: each process by itself, and none of these has more than 100 MB.
  INFO(shown(result));
  CHECK(result["return_value"] == 4);
}

TEST_CASE("memory below the limit can be used, and is measured", "[limits]") {
  const auto result =
      run_default("x = bytearray(150 << 20)\nfor i in range(0, len(x), 4096): x[i] = 1\n"
                  "print(len(x) >> 20)");
  INFO(shown(result));
  CHECK(result["stdout"] == "150\n");
  CHECK(result["memory_used_mb"] >= 150);
  CHECK(result["memory_used_mb"] <= 256);
}

TEST_CASE("a flood of output is cut and the program runs on", "[limits]") {
  const auto result = run_open("import sys\nfor _ in range(300): print('é' * 500, end='')\n"
                               "sys.stderr.write('x' * 100_001)\n'reached'");
  INFO(shown(result).substr(0, 300));
  CHECK(result["status"] == "succeeded");
  CHECK(result["return_value"] == "reached");
  CHECK(result["was_output_truncated"] == true);
  const auto out = result["stdout"].get<std::string>();
  CHECK(out.size() == 100'000);
  CHECK(result["stderr"].get<std::string>().size() == 100'000);
  CHECK(result["details"]["output"]
        == "stdout was cut at 100000 of 300000 bytes; stderr was cut at 100000 of 100001 bytes");
}

TEST_CASE("output is cut between characters", "[limits]") {
  const auto print = [](const char* text, int limit) {
    return run_default("print(" + std::string(text) + ", end='')",
                       {{"limits", {{"max_output_bytes", limit}}}});
  };
  CHECK(print("'aé'", 3)["stdout"] == "aé");
  CHECK(print("'aé'", 3)["was_output_truncated"] == false);
  const auto cut = print("'aé'", 2);
  CHECK(cut["stdout"] == "a");
  CHECK(cut["was_output_truncated"] == true);
  CHECK(print("'€' * 10", 10)["stdout"] == "€€€");
  CHECK(print("'𝄞'", 3)["stdout"] == "");
}

TEST_CASE("an endless flood ends by time and holds no more than its limit", "[limits]") {
  const auto result =
      run_default("while True: print('y' * 10_000)", {{"limits", {{"timeout_seconds", 0.5}}}});
  CHECK(result["status"] == "timed_out");
  CHECK(result["stdout"].get<std::string>().size() == 100'000);
  CHECK(result["was_output_truncated"] == true);
}

TEST_CASE("a fork bomb is held and leaves nothing alive", "[limits]") {
  const auto uncaught = run_open("import os\nwhile True: os.fork()");
  // Whichever of the processes ends first; the main one may be it or may be left to its time.
  check_limit(uncaught, "processes");
  CHECK(eventually(nothing_of_programs_alive));
  const auto caught = run_open(R"(
import os, time
count = 0
while True:
    try:
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        count += 1
    except BlockingIOError:
        break
print(count)
)");
  INFO(shown(caught));
  CHECK(caught["status"] == "succeeded");
  CHECK(caught["stdout"] == "15\n");
  CHECK(eventually(nothing_of_programs_alive));
}

TEST_CASE("a fork bomb that swallows every error ends by time", "[limits]") {
  const auto result = run_open(R"(
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
)",
                               {{"limits", {{"timeout_seconds", 0.5}}}});
  CHECK(result["status"] == "timed_out");
  CHECK(eventually(nothing_of_programs_alive));
  CHECK(run_open("6 * 7")["return_value"] == 42);
}

TEST_CASE("threads count as processes", "[limits]") {
  const auto result =
      run_open("import threading, time\nfor _ in range(100):\n"
               "  threading.Thread(target=time.sleep, args=(60,), daemon=True).start()");
  check_limit(result, "processes");
  const auto one = run_open("import threading\nthreading.Thread(target=print).start()",
                            {{"limits", {{"max_processes", 1}}}});
  check_limit(one, "processes");
}

TEST_CASE("a full disk is told", "[limits]") {
  const json limits = {{"limits", {{"max_file_bytes", 1 << 20}}}};
  check_limit(
      run_open("for i in range(9):\n  open(f'{i}', 'wb').write(b'x' * (500 << 10))", limits),
      "disk");
  check_limit(
      run_open("for i in range(9):\n  open(f'/tmp/{i}', 'wb').write(b'x' * (500 << 10))", limits),
      "disk");
  check_limit(
      run_open("for i in range(9):\n  open(f'/dev/shm/{i}', 'wb').write(b'x' * (500 << 10))",
               limits),
      "disk");
  check_limit(run_open("import os\nfor i in range(100_000): os.mkdir(f'd{i}')"), "disk");
}

TEST_CASE("a disk larger than half the memory is full before the memory is", "[limits]") {
  const auto result = run_open("for i in range(99):\n  open(f'{i}', 'wb').write(b'x' * (1 << 20))",
                               {{"limits", {{"max_file_bytes", 64 << 20}, {"max_memory_mb", 64}}}});
  check_limit(result, "disk");
}

TEST_CASE("a file that grows too large is told", "[limits]") {
  const auto result = run_open("import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
                               "f = open('f', 'wb', buffering=0)\nf.seek((1 << 20) - 1)\n"
                               "f.write(b'a')\nf.write(b'b')",
                               {{"limits", {{"max_file_bytes", 1 << 20}}}});
  check_limit(result, "file_size");
}

TEST_CASE("too many open files are told", "[limits]") {
  check_limit(run_open("import os\nwhile True: os.dup(0)"), "open_files");
}

TEST_CASE("a limit that the program coped with is no failure", "[limits]") {
  const auto result =
      run_default("try:\n  x = 'x' * (1 << 62)\nexcept MemoryError:\n  print('coped')");
  CHECK(result["status"] == "succeeded");
  CHECK(result["stdout"] == "coped\n");
}

TEST_CASE("signals that nobody takes are bounded", "[limits]") {
  const auto result = run_open(R"(
import ctypes, os, signal
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
libc = ctypes.CDLL(None)
sent = 0
while sent < 20_000 and libc.sigqueue(os.getpid(), signal.SIGRTMIN, None) == 0:
    sent += 1
sent)");
  INFO(shown(result));
  CHECK(result["return_value"] > 1'000);
  CHECK(result["return_value"] <= 4'096);
}

} // namespace cordon::test
