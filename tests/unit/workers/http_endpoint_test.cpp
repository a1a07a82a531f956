// SPDX-License-Identifier: Apache-2.0
#include "http_endpoint.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using workers::http_endpoint;

namespace {

http_endpoint::sources nothing_to_tell() {
  return {.metrics = [] { return std::string(); },
          .problems = [] { return std::map<std::string, std::string>(); },
          .death = [] { return std::string(); }};
}

} // namespace

TEST_CASE("a port that another endpoint listens on is refused", "[workers][http]") {
  const auto first = http_endpoint::open("127.0.0.1:0", nothing_to_tell());
  REQUIRE(first);
  const auto second = http_endpoint::open((*first)->address(), nothing_to_tell());
  REQUIRE(!second);
  CHECK(second.error().code == errc::bad_input);
  CHECK(second.error().what.find("cannot listen on " + (*first)->address()) == 0);
}

TEST_CASE("a port is free again once its endpoint is gone", "[workers][http]") {
  auto first = http_endpoint::open("127.0.0.1:0", nothing_to_tell());
  REQUIRE(first);
  const auto address = (*first)->address();
  first->reset();
  CHECK(http_endpoint::open(address, nothing_to_tell()));
}
