// SPDX-License-Identifier: Apache-2.0
#include "cordon_command.hpp"
#include "host_server.hpp"
#include "ordinary_user.hpp"
#include "pipeline.hpp"
#include "processes.hpp"
#include "temporary_folder.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <unistd.h>

namespace cordon::test {

namespace {

namespace fs = std::filesystem;
using json = nlohmann::json;

} // namespace

TEST_CASE("an ordinary user's programs run, and the result tells the difference",
          "[command][user]") {
  if (geteuid() != 0)
    SKIP("only root can become another user");
  const ordinary_user user;
  const auto run = user.run({"run", "-"}, "print(1)\n2");
  INFO(run.out << run.err);
  CHECK(run.exit_code == 0);
  const auto result = parse_result(run.out);
  CHECK(result["stdout"] == "1\n");
  CHECK(result["return_value"] == 2);
  CHECK(result["sandbox_metadata"]["layers"]
        == json{"user_ns", "pid_ns", "mount_ns", "net_ns", "ipc_ns", "uts_ns", "seccomp",
                "landlock"});
  const auto seen =
      user.run_open("import os\n[os.getuid(), sorted(os.listdir('/'))[:2], os.getpid() < 10]");
  CHECK(seen["return_value"] == json{1000, {"dev", "etc"}, true});
  const auto doctor = user.run({"doctor", "--json"}, "");
  CHECK(doctor.exit_code == 0);
  const auto report = json::parse(doctor.out);
  CHECK(report["is_root"] == false);
  CHECK(report["profiles"][0]["missing"] == json{"cgroup"});
  CHECK(user.left_nothing());
}

TEST_CASE("an ordinary user's programs are held to their limits", "[command][user]") {
  if (geteuid() != 0)
    SKIP("only root can become another user");
  const ordinary_user user;
  const auto memory = user.run_open("x = bytearray(2 << 30)");
  INFO(shown(memory));
  CHECK(memory["error_type"] == "ResourceLimitError");
  CHECK(memory["details"]["resource"] == "memory");
  const auto slowly = user.run_open("x = []\nwhile True: x.append(' ' * 1_000_000)");
  CHECK(slowly["details"].value("resource", "") == "memory");
  const auto enough =
      user.run_open("x = bytearray(150 << 20)\nfor i in range(0, len(x), 4096): x[i] = 1\n"
                    "5");
  INFO(shown(enough));
  CHECK(enough["return_value"] == 5);
  CHECK(enough["memory_used_mb"] > 150);
  const auto forks = user.run_open(R"(
import os, time
count = 0
try:
    while True:
        if os.fork() == 0:
            time.sleep(50)
            os._exit(0)
        count += 1
except BlockingIOError:
    print(count)
)");
  INFO(shown(forks));
  CHECK(forks["stdout"] == "15\n");
  const auto disk =
      user.run_open("for i in range(99): open(f'/tmp/{i}', 'w').write('x' * 1_000_000)");
  CHECK(disk["details"].value("resource", "") == "disk");
  const auto late = user.run({"run", "--timeout", "0.3", "-"}, "while True: pass");
  CHECK(parse_result(late.out)["status"] == "timed_out");
  CHECK(user.left_nothing());
}

TEST_CASE("an ordinary user's programs reach their targets and nothing else",
          "[command][user][network]") {
  if (geteuid() != 0)
    SKIP("only root can become another user");
  const ordinary_user user;
  const host_server allowed;
  const host_server other;
  const auto config =
      user.put("online.toml", "[profiles.online]\nbase = \"open\"\negress = [\"localhost:"
                                  + allowed.port_text() + "\", \"192.0.2.7:1\"]\n");
  const json online = {{"profile", "online"},
                       {"enable_network", true},
                       {"code", R"(
import socket
def outcome(host, port):
    try:
        with socket.create_connection((host, port)) as s:
            s.sendall(b'user')
            s.shutdown(socket.SHUT_WR)
            return s.recv(9).decode()
    except OSError as e:
        return 'refused'
def kind(*which):
    try:
        return bool(socket.socket(*which))
    except OSError:
        return False
[outcome('localhost', context['allowed']), outcome('localhost', context['other']),
 outcome('127.0.0.1', context['other']), outcome('example.org', 443),
 kind(socket.AF_INET, socket.SOCK_DGRAM), kind(socket.AF_INET, socket.SOCK_RAW, 1),
 kind(socket.AF_UNIX)])"},
                       {"context", {{"allowed", allowed.port()}, {"other", other.port()}}}};
  auto offline = online;
  offline["enable_network"] = false;
  const auto outcome = user.run({"run", "--config", config, "--jobs", "-"},
                                online.dump() + '\n' + offline.dump() + '\n');
  INFO(outcome.out << outcome.err);
  std::map<std::string, json> values;
  std::istringstream lines(outcome.out);
  for (std::string line; std::getline(lines, line);) {
    const auto result = parse_result(line);
    values[result["id"]] = result["return_value"];
  }
  CHECK(values["1"] == json{"USER", "refused", "refused", "refused", false, false, false});
  CHECK(values["2"] == json{"refused", "refused", "refused", "refused", false, false, false});
  CHECK(allowed.connections() == 1);
  CHECK(other.connections() == 0);
  CHECK(user.left_nothing());
}

TEST_CASE("a child that an ordinary user's program leaves dies with it", "[command][user]") {
  if (geteuid() != 0)
    SKIP("only root can become another user");
  const ordinary_user user;
  const auto outcome =
      user.run({"run", "--profile", "open", "-"},
               "import os, time\nif os.fork() == 0: time.sleep(50)\nprint('left')");
  CHECK(parse_result(outcome.out)["stdout"] == "left\n");
  CHECK(eventually([&] { return user.left_nothing(); }));
}

} // namespace cordon::test
