// SPDX-License-Identifier: Apache-2.0
#include "session/result_reader.hpp"

#include "session/fake_redis.hpp"

using cordon::session::result_reader;

TEST_CASE("a Redis that nests its answer too deeply is an error", "[session][result_reader]") {
  std::string nested;
  for (int i = 0; i < 9; ++i)
    nested += "*1\r\n";
  const cordon::test::fake_redis server(nested + ":1\r\n");
  const auto reader =
      result_reader::connect("unix://" + server.path(), "", std::chrono::seconds(10));
  REQUIRE_FALSE(reader);
  CHECK(reader.error().what.find("nested") != std::string::npos);
}
