// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cordon::test {

using json = nlohmann::json;

TEST_CASE("one job leaves nothing to the next of its runner", "[isolation][neighbours]") {
  auto pipeline = make_pipeline({.slots = 1});
  const auto run = [&](const char* code) {
    return pipeline->run({{"profile", "open"}, {"code", code}});
  };
  const char* const look = R"(
import builtins, json, locale, math, os, resource, signal, sys, threading, time
{'files': [os.listdir(p) for p in ('/tmp', '/dev/shm', '/job/work', '/job')],
 'modules': [m for m in ('left_behind', 'sqlite3', 'curses') if m in sys.modules],
 'attributes': [hasattr(m, 'left_behind') for m in (builtins, math, sys, json)],
 'json': json.dumps(1), 'environment': sorted(os.environ), 'cwd': os.getcwd(),
 'limits': [list(resource.getrlimit(r)) for r in range(16)], 'umask': os.umask(0),
 'signal': str(signal.getsignal(signal.SIGTERM)), 'mask': len(signal.pthread_sigmask(0, [])),
 'timer': list(signal.getitimer(signal.ITIMER_REAL)), 'path': sys.path, 'argv': sys.argv,
 'recursion': sys.getrecursionlimit(), 'nice': os.nice(0), 'names': sorted(globals()),
 'threads': threading.active_count(), 'zone': list(time.tzname), 'niceness': os.getpriority(0, 0),
 'session': os.getsid(0), 'name': threading.current_thread().name}
)";
  const auto before = run(look);
  INFO(shown(before));
  REQUIRE(before["return_value"].is_object());
  const auto runner = pipeline->assembly().runner_pids();
  const auto spoilt = run(R"(
import builtins, json, math, os, resource, signal, sqlite3, sys, threading, time, types
for place in ('/tmp/x', '/dev/shm/x', 'x'):
    open(place, 'w').write('x')
sys.modules['left_behind'] = types.ModuleType('left_behind')
builtins.left_behind = math.left_behind = sys.left_behind = json.left_behind = 1
json.dumps = lambda *a: 'spoilt'
os.environ['LEFT_BEHIND'] = '1'
os.environ['TZ'] = 'Asia/Tokyo'
time.tzset()
os.chdir('/tmp')
os.umask(0o077)
resource.setrlimit(resource.RLIMIT_NOFILE, (10, 10))
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
signal.setitimer(signal.ITIMER_REAL, 1000)
sys.path.append('/x')
sys.argv.append('x')
sys.setrecursionlimit(5_000)
threading.current_thread().name = 'spoilt'
os.nice(5)
os.setsid() if os.getsid(0) != os.getpid() else None
'spoilt'
)");
  INFO(shown(spoilt));
  CHECK(spoilt["return_value"] == "spoilt");
  const auto after = run(look);
  CHECK(after["return_value"] == before["return_value"]);
  CHECK(pipeline->assembly().runner_pids() == runner);
}

TEST_CASE("jobs of one runner draw random numbers of their own", "[isolation][neighbours]") {
  auto pipeline = make_pipeline({.slots = 1});
  for (const char* profile : {"default", "open"}) {
    const auto draw = [&] {
      return pipeline->run({{"profile", profile},
                            {"code", "import random, uuid\n[random.random(), str(uuid.uuid4()), "
                                     "random.SystemRandom().random()]"}})["return_value"];
    };
    const auto first = draw();
    const auto second = draw();
    for (size_t i = 0; i < 3; ++i)
      CHECK(first.at(i) != second.at(i));
  }
}

TEST_CASE("a program that exhausts its limits leaves the next one whole",
          "[isolation][neighbours]") {
  auto pipeline = make_pipeline({.slots = 1});
  const char* const exhausting[] = {
      "x = []\nwhile True: x.append(' ' * 1_000_000)",
      "import os\nwhile True: os.fork()",
      "import os\nwhile True: os.dup(0)",
      "for i in range(99): open(f'/tmp/{i}', 'w').write('x' * 1_000_000)",
  };
  for (const char* code : exhausting) {
    CHECK(pipeline->run({{"profile", "open"}, {"code", code}})["error_type"]
          == "ResourceLimitError");
    const auto next = pipeline->run({{"profile", "open"},
                                     {"code", "import os\nx = bytearray(100 << 20)\n"
                                              "open('/tmp/x', 'wb').write(x[:10 << 20])\n"
                                              "pid = os.fork()\nif not pid: os._exit(0)\n"
                                              "os.waitpid(pid, 0)[1]"}});
    INFO(code << shown(next));
    CHECK(next["return_value"] == 0);
    CHECK(next["memory_used_mb"] > 100);
    CHECK(next["memory_used_mb"] < 150);
  }
}

TEST_CASE("two jobs at once do not see each other", "[isolation][neighbours]") {
  const auto job = [](const std::string& own, const std::string& other) {
    return json{{"profile", "open"}, {"code", "own, other = '" + own + "', '" + other + "'" + R"(
import os, time
begun = time.monotonic()
pid = os.fork()
if pid == 0:
    time.sleep(60)
for place in ('/tmp/', '/dev/shm/', ''):
    open(place + own, 'w').write(own)
seen = []
while time.monotonic() < begun + 0.6:
    seen += [p for p in ('/tmp/', '/dev/shm/', '') if os.path.exists(p + other)]
    for process in range(2, 100):
        if process not in (os.getpid(), pid):
            try:
                os.kill(process, 0)
                seen.append(process)
            except ProcessLookupError:
                pass
    time.sleep(0.01)
[begun, time.monotonic(), seen]
)"}};
  };
  auto& pipeline = shared_pipeline();
  // Both slots are warm before, so that the two overlap.
  pipeline.run_all(
      {{{"id", "warm-1"}, {"profile", "open"}, {"code", "import time; time.sleep(0.2)"}},
       {{"id", "warm-2"}, {"profile", "open"}, {"code", "import time; time.sleep(0.2)"}}});
  const auto a = pipeline.submit(job("a", "b"));
  const auto b = pipeline.submit(job("b", "a"));
  const auto left = pipeline.wait_for(a)["return_value"];
  const auto right = pipeline.wait_for(b)["return_value"];
  INFO(left << right);
  CHECK(left.at(2) == json::array());
  CHECK(right.at(2) == json::array());
  CHECK(left.at(0) < right.at(1));
  CHECK(right.at(0) < left.at(1));
}

TEST_CASE("a runner is renewed after its jobs", "[isolation][neighbours]") {
  auto pipeline = make_pipeline({.slots = 1, .jobs_per_runner = 3});
  std::vector<std::string> hashes;
  for (int i = 0; i < 7; ++i)
    hashes.push_back(pipeline->run({{"code", "hash('x')"}})["return_value"].dump());
  CHECK(hashes[0] == hashes[2]);
  CHECK(hashes[2] != hashes[3]);
  CHECK(hashes[3] == hashes[5]);
  CHECK(hashes[5] != hashes[6]);
}

} // namespace cordon::test
