// SPDX-License-Identifier: Apache-2.0
#include "client_configuration.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::workers;

namespace {

const run_file up = {.pid = 1, .bootstrap = "up:1", .redis = "unix:///up", .http = ""};

} // namespace

TEST_CASE("a running 'cordon up' is used where nothing names a broker", "[workers][client]") {
  auto c = default_configuration();
  CHECK(use_run_file(up, c).empty());
  CHECK(brokers_of(c) == "up:1");
  CHECK(c.session.redis == "unix:///up");
}

TEST_CASE("what is named goes over a running 'cordon up'", "[workers][client]") {
  auto broker =
      load_configuration(
          {.file = "", .environment = {{"CORDON_KAFKA_BOOTSTRAP_SERVERS", "b:1"}}, .flags = {}})
          .value();
  CHECK(use_run_file(up, broker).empty());
  CHECK(brokers_of(broker) == "b:1");
  CHECK(broker.session.redis == session_settings{}.redis);
  auto redis =
      load_configuration(
          {.file = "", .environment = {{"CORDON_SESSION_REDIS", "redis://r"}}, .flags = {}})
          .value();
  CHECK(use_run_file(up, redis).empty());
  CHECK(brokers_of(redis) == "up:1");
  CHECK(redis.session.redis == "redis://r");
}

TEST_CASE("a run file that can't be used is told, one that is absent is not", "[workers][client]") {
  auto c = default_configuration();
  CHECK(use_run_file(fail(errc::not_found, "there is none", "p"), c).empty());
  CHECK(use_run_file(fail(errc::not_found, "it is gone", "p"), c)
        == "the run file of 'cordon up' is not used: p: it is gone");
  CHECK(brokers_of(c) == "127.0.0.1:9092");
}
