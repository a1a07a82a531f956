// SPDX-License-Identifier: Apache-2.0
#include "jail/listener.hpp"
#include "job/egress_target.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using job::read_egress_target;

namespace {

std::string problem_of(std::string_view text) {
  const auto target = read_egress_target(text);
  return target ? "none: " + target->text() : target.error().what;
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a target is a host and a port", "[job][egress]") {
  CHECK(read_egress_target("api.example.org:443").value()
        == job::egress_target{"api.example.org", 443});
  CHECK(read_egress_target("API.Example.ORG:1").value().host == "api.example.org");
  CHECK(read_egress_target("localhost:65535").value().port == 65'535);
  CHECK(read_egress_target("my_db-1:5432").value().text() == "my_db-1:5432");
  CHECK(read_egress_target("192.0.2.7:80").value().host == "192.0.2.7");
  CHECK(read_egress_target("127.0.0.1:80").value().host == "127.0.0.1");
  CHECK(read_egress_target("1password.example:80").value().host == "1password.example");
}

TEST_CASE("what is no target is refused with what would be right", "[job][egress]") {
  for (const auto* text :
       {"",          "host",     "host:",        ":80",          "host:0",     "host:65536",
        "host:-1",   "host:+1",  "host:80 ",     "host: 80",     " host:80",   "ho st:80",
        "a..b:80",   ".a:80",    "a.:80",        "-a:80",        "a-:80",      "a.b/c:80",
        "user@a:80", "1.2.3:80", "256.1.1.1:80", "1.2.3.4.5:80", "0x7f.1:80x", "017.0.0.1.2:80"}) {
    INFO(text);
    CHECK(holds(problem_of(text), "is not HOST:PORT, like 'api.example.org:443'"));
  }
  CHECK(holds(problem_of(std::string(64, 'a') + ":80"), "is not HOST:PORT"));
  CHECK(holds(problem_of(std::string("a\0b:80", 6)), "is not HOST:PORT"));
  CHECK(holds(problem_of("https://a.example:443"), "is a URL"));
  CHECK(holds(problem_of("*.example.org:443"), "has a pattern"));
  CHECK(holds(problem_of("[2001:db8::1]:443"), "has an IPv6 address"));
  CHECK(holds(problem_of("2001:db8::1:443"), "has an IPv6 address"));
}

TEST_CASE("an address that means no single host, or a jail's own, is refused", "[job][egress]") {
  for (const auto* text : {"0.0.0.0:80", "0.1.2.3:80", "224.0.0.1:80", "255.255.255.255:80"}) {
    INFO(text);
    CHECK(holds(problem_of(text), "is no address of a single host"));
  }
  CHECK(holds(problem_of("127.77.0.1:80"), "127.77.0.0/16, which cordon uses"));
}

TEST_CASE("each name has an address of its own inside a jail, an address is itself",
          "[jail][egress]") {
  const auto plan = jail::plan_listeners(
      {{"a.example", 80}, {"192.0.2.7", 81}, {"b.example", 80}, {"a.example", 443}});
  REQUIRE(plan.size() == 4);
  CHECK(plan[0] == jail::listener{"a.example", 0x7f4d0001, 80});
  CHECK(plan[1] == jail::listener{"192.0.2.7", 0xc0000207, 81});
  CHECK(plan[2] == jail::listener{"b.example", 0x7f4d0002, 80});
  CHECK(plan[3] == jail::listener{"a.example", 0x7f4d0001, 443});
}
