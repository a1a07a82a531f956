// SPDX-License-Identifier: Apache-2.0
#include "host_server.hpp"
#include "network_profile.hpp"
#include "pipeline.hpp"
#include "processes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdlib>
#include <sched.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace cordon::test {

namespace {

using json = nlohmann::json;

/// One slot whose profile `online` reaches the server by the name localhost.
struct online {
  host_server allowed;
  host_server other;
  std::unique_ptr<pipeline> jobs;

  explicit online(const std::vector<std::string>& more = {}) {
    auto targets = more;
    targets.insert(targets.begin(), "localhost:" + allowed.port_text());
    jobs = make_pipeline({.profiles = profiles_with_egress(targets), .slots = 1});
  }

  json run(const std::string& code, bool has_network = true) {
    const json ports = {{"allowed", allowed.port()}, {"other", other.port()}};
    return jobs->run({{"profile", "online"},
                      {"enable_network", has_network},
                      {"code", code},
                      {"context", ports}});
  }
};

/// Says what becomes of each attempt: "done", or the error's class and number.
const std::string attempts = R"(
import socket, os
def outcome(attempt):
    try:
        attempt()
        return 'done'
    except OSError as e:
        return [type(e).__name__, e.errno]
def talk(*where):
    with socket.create_connection(where) as s:
        s.sendall(b'x')
        s.shutdown(socket.SHUT_WR)
        return s.recv(1).decode()
def connect(*where):
    return lambda: socket.create_connection(where).close()
)";

} // namespace

TEST_CASE("a program reaches its profile's target by name", "[network]") {
  online o;
  const auto result = o.run(R"(
import socket
with socket.create_connection(('localhost', context['allowed'])) as s:
    s.sendall(b'half a stream')
    s.shutdown(socket.SHUT_WR)
    answer = s.makefile('rb').read()
[answer.decode(), socket.gethostbyname('localhost'), socket.gethostbyname('LocalHost')]
)");
  INFO(shown(result));
  CHECK(result["return_value"] == json{"HALF A STREAM", "127.77.0.1", "127.77.0.1"});
  const auto without = o.run("1", false);
  CHECK(result["sandbox_metadata"] == without["sandbox_metadata"]);
  CHECK(o.allowed.heard() == "half a stream");
}

TEST_CASE("urllib fetches what it may", "[network]") {
  online o;
  const auto result = o.run(R"(
import urllib.request
with urllib.request.urlopen(f"http://localhost:{context['allowed']}/x") as answer:
    page = answer.read().decode()
[answer.status, page]
)");
  INFO(shown(result));
  CHECK(result["return_value"] == json{200, "hello"});
}

TEST_CASE("asyncio reaches a target, and TLS finds the host's certificates", "[network]") {
  online o;
  const auto result = o.run(R"(
import asyncio, os, ssl
async def talk():
    reader, writer = await asyncio.open_connection('localhost', context['allowed'])
    writer.write(b'loop')
    writer.write_eof()
    return (await reader.read()).decode()
paths = ssl.get_default_verify_paths()
ssl.create_default_context()
[asyncio.run(talk()), os.path.exists('/etc/ssl/private'), paths.capath]
)");
  INFO(shown(result));
  CHECK(result["return_value"][0] == "LOOP");
  CHECK(result["return_value"][1] == false);
}

TEST_CASE("megabytes go both ways unharmed", "[network]") {
  online o;
  const auto result = o.run(R"(
import socket
sent = b'0123456789abcdef' * (1 << 19)
with socket.create_connection(('localhost', context['allowed'])) as s:
    s.sendall(sent)
    s.shutdown(socket.SHUT_WR)
    got = s.makefile('rb').read()
[len(got), got == sent.upper()]
)");
  INFO(shown(result));
  CHECK(result["return_value"] == json{8u << 20, true});
}

TEST_CASE("a target named by its address is reached at that address", "[network]") {
  const host_server literal("127.9.9.9");
  online o({"127.9.9.9:" + literal.port_text()});
  const auto result = o.run("import socket\ns = socket.create_connection(('127.9.9.9', "
                            + literal.port_text() + R"())
peer = s.getpeername()[0]
s.sendall(b'x')
s.shutdown(socket.SHUT_WR)
[s.recv(9).decode(), peer, open('/etc/hosts').read()])");
  INFO(shown(result));
  CHECK(result["return_value"] == json{"X", "127.9.9.9", "127.77.0.1 localhost\n"});
}

TEST_CASE("an address that is not loopback's is the target's inside the jail too", "[network]") {
  if (geteuid() != 0)
    SKIP("only root can make the network that this needs");
  end_shared_pipeline();
  json result;
  int set_up = -1;
  // A machine of its own with that address, for this thread and those it starts.
  std::thread([&] {
    if (unshare(CLONE_NEWNET) != 0)
      return;
    set_up = std::system("ip link set lo up && ip addr add 192.0.2.7/32 dev lo");
    if (set_up != 0)
      return;
    const host_server literal("192.0.2.7");
    const host_server hidden("127.0.0.1");
    const auto jobs = make_pipeline(
        {.profiles = profiles_with_egress({"192.0.2.7:" + literal.port_text()}), .slots = 1});
    result = jobs->run({{"profile", "online"},
                        {"enable_network", true},
                        {"context", {{"allowed", literal.port()}, {"hidden", hidden.port()}}},
                        {"code", attempts + R"(
s = socket.create_connection(('192.0.2.7', context['allowed']))
s.sendall(b'y')
s.shutdown(socket.SHUT_WR)
[s.recv(9).decode(), outcome(connect('192.0.2.7', context['hidden'])) == 'done',
 outcome(connect('192.0.2.8', context['allowed'])) == 'done'])"}});
    result["hidden"] = hidden.connections();
  }).join();
  if (set_up != 0)
    SKIP("no 'ip', or no right to a network namespace");
  INFO(shown(result));
  CHECK(result["return_value"] == json{"Y", false, false});
  CHECK(result["hidden"] == 0);
}

TEST_CASE("nothing but the targets is reached", "[network]") {
  online o;
  const auto result = o.run(attempts + R"(
here = context['allowed']
there = context['other']
[[outcome(connect(host, port)) for host, port in
  [('localhost', there), ('127.0.0.1', here), ('127.0.0.1', there), ('127.77.0.1', there),
   ('127.77.0.2', here), ('127.77.0.0', here), ('0.0.0.0', there), ('0.0.0.0', here),
   ('10.0.0.1', here), ('169.254.169.254', 80), ('192.0.2.1', 443), ('8.8.8.8', 53),
   ('example.org', 443), ('localhost.', there), ('cordon', here), ('::1', there)]],
 outcome(connect('localhost', here))])");
  INFO(shown(result));
  for (const auto& one : result["return_value"][0])
    CHECK(one != "done");
  CHECK(result["return_value"][1] == "done");
  CHECK(o.other.connections() == 0);
}

TEST_CASE("a program with a network makes no socket but TCP's", "[network]") {
  online o;
  const auto result = o.run(attempts + R"(
kinds = [(socket.AF_INET, socket.SOCK_DGRAM, 0), (socket.AF_INET, socket.SOCK_RAW, 1),
         (socket.AF_INET, socket.SOCK_STREAM, 262), (socket.AF_INET, socket.SOCK_STREAM, 132),
         (socket.AF_INET, socket.SOCK_STREAM | (1 << 20), 0),
         (socket.AF_INET6, socket.SOCK_STREAM, 0), (socket.AF_INET6, socket.SOCK_DGRAM, 0),
         (socket.AF_UNIX, socket.SOCK_STREAM, 0), (socket.AF_UNIX, socket.SOCK_DGRAM, 0),
         (socket.AF_NETLINK, socket.SOCK_RAW, 0), (socket.AF_PACKET, socket.SOCK_RAW, 3),
         (socket.AF_VSOCK, socket.SOCK_STREAM, 0), (socket.AF_ALG, socket.SOCK_SEQPACKET, 0)]
def make(kind):
    return lambda: socket.socket(*kind).close()
s = socket.socket()
[[outcome(make(kind)) for kind in kinds],
 [outcome(lambda: s.bind(('127.0.0.1', 0))), outcome(lambda: s.listen()),
  outcome(lambda: s.setsockopt(6, 31, b'tls')), outcome(lambda: s.setsockopt(0, 4, b'\x01' * 4)),
  outcome(lambda: s.setsockopt(1, 26, b'\x01' * 16))],
 outcome(lambda: [s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),
                  s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)]),
 outcome(make((socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK, 6)))])");
  INFO(shown(result));
  for (const auto& one : result["return_value"][0])
    CHECK(one == json{"PermissionError", 13});
  for (const auto& one : result["return_value"][1])
    CHECK(one != "done");
  CHECK(result["return_value"][2] == "done");
  CHECK(result["return_value"][3] == "done");
}

TEST_CASE("a port that is no target's is refused, by landlock where that knows of TCP",
          "[network]") {
  online o;
  const auto result = o.run(attempts + "outcome(connect('127.77.0.1', context['other']))");
  INFO(shown(result));
  const auto refused = result["return_value"];
  // Where landlock knows of TCP the port is refused before anyone is asked.
  CHECK((refused == json{"PermissionError", 13} || refused == json{"ConnectionRefusedError", 111}));
}

TEST_CASE("an abstract socket of the host is out of a network program's reach", "[network]") {
  online o;
  const std::string name = "cordon-test-" + std::to_string(getpid());
  const io::unique_fd listening(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  name.copy(address.sun_path + 1, name.size());
  REQUIRE(bind(listening.get(), reinterpret_cast<sockaddr*>(&address),
               static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size()))
          == 0);
  const auto result =
      o.run(attempts + "a, b = socket.socketpair(type=socket.SOCK_DGRAM)\nname = '\\0" + name + R"('
[outcome(lambda: a.connect(name)), outcome(lambda: b.sendto(b'canary', name))])");
  INFO(shown(result));
  CHECK(result["return_value"][0] != "done");
  CHECK(result["return_value"][1] != "done");
  char byte = 0;
  CHECK(recv(listening.get(), &byte, 1, 0) < 0);
}

TEST_CASE("a job that does not ask for the network has none, beside those that do", "[network]") {
  online o;
  for (int round = 0; round < 2; ++round) {
    const auto with = o.run(attempts + "talk('localhost', context['allowed'])");
    CHECK(with["return_value"] == "X");
    const auto without = o.run(attempts + R"(
[outcome(socket.socket), outcome(connect('localhost', context['allowed'])),
 outcome(connect('127.77.0.1', context['allowed'])), os.path.exists('/etc/hosts')])",
                               false);
    INFO(shown(without));
    CHECK(without["return_value"][0] == json{"PermissionError", 13});
    CHECK(without["return_value"][1] != "done");
    CHECK(without["return_value"][2] == json{"PermissionError", 13});
    CHECK(without["return_value"][3] == false);
  }
  CHECK(o.allowed.connections() == 2);
}

TEST_CASE("a connection that a forked child holds is cut when the result is there", "[network]") {
  online o;
  const auto result = o.run(R"(
import os, socket, time
s = socket.create_connection(('localhost', context['allowed']))
s.sendall(b'hold')
s.recv(1)
if os.fork() == 0:
    time.sleep(50)
'left')");
  INFO(shown(result));
  CHECK(result["return_value"] == "left");
  CHECK(o.allowed.connections() == 1);
  CHECK(eventually([&] { return o.allowed.ended() == 1; }));
  const auto next = o.run(attempts + "outcome(connect('localhost', context['allowed']))");
  CHECK(next["return_value"] == "done");
}

TEST_CASE("a job's connections end with it when it is killed", "[network]") {
  online o;
  const auto result = o.jobs->run({{"profile", "online"},
                                   {"enable_network", true},
                                   {"limits", {{"timeout_seconds", 1}}},
                                   {"context", {{"allowed", o.allowed.port()}}},
                                   {"code", R"(
import socket
s = socket.create_connection(('localhost', context['allowed']))
s.sendall(b'hold')
s.recv(1)
s.recv(1))"}});
  CHECK(result["status"] == "timed_out");
  CHECK(eventually([&] { return o.allowed.ended() == 1; }));
  CHECK(o.allowed.heard() == "hold");
}

TEST_CASE("a target that is not there resets, and the next connection is served", "[network]") {
  uint16_t nobody = 0;
  {
    const host_server gone;
    nobody = gone.port();
  }
  online o({"localhost:" + std::to_string(nobody)});
  const auto result = o.run(attempts + "s = socket.create_connection(('localhost', "
                            + std::to_string(nobody) + R"())
[outcome(lambda: s.recv(1)), outcome(connect('localhost', context['allowed']))])");
  INFO(shown(result));
  CHECK(result["return_value"] == json{{"ConnectionResetError", 104}, "done"});
}

TEST_CASE("a flood of connections is bounded and harms nobody", "[network]") {
  online o;
  const auto result = o.run(R"(
import socket
target = ('localhost', context['allowed'])
held = [socket.create_connection(target) for i in range(64)]
for s in held:
    s.sendall(b'.')
refused = 0
for i in range(100):
    try:
        with socket.create_connection(target) as s:
            s.recv(1)
    except ConnectionResetError:
        refused += 1
for s in held:
    s.shutdown(socket.SHUT_WR)
[refused, [s.recv(9).decode() for s in held] == ['.'] * 64])");
  INFO(shown(result));
  CHECK(result["return_value"] == json{100, true});
  CHECK(o.run("1")["return_value"] == 1);
  CHECK(o.run(attempts + "outcome(connect('localhost', context['allowed']))")["return_value"]
        == "done");
}

} // namespace cordon::test
