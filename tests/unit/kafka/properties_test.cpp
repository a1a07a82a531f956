// SPDX-License-Identifier: Apache-2.0
#include "kafka/properties.hpp"

#include "kafka/client_log.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::kafka;

namespace {

std::string why_not(const std::string& name, const std::string& value) {
  const auto checked = check_property(name, value);
  if (checked)
    return "";
  CHECK(checked.error().code == errc::bad_input);
  CHECK(checked.error().where == name);
  return checked.error().what;
}

bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("librdkafka's own properties are taken, for consumers and producers",
          "[kafka][properties]") {
  CHECK(check_property("bootstrap.servers", "localhost:9092"));
  CHECK(check_property("compression.type", "lz4"));
  CHECK(check_property("fetch.wait.max.ms", "20"));
  CHECK(check_property("linger.ms", "0.5"));
  CHECK(check_property("sasl.mechanism", "SCRAM-SHA-512"));
}

TEST_CASE("a name that librdkafka does not have is said to be unknown", "[kafka][properties]") {
  CHECK(says(why_not("bootstrap.server", "localhost"), "no property of this name"));
  CHECK(says(why_not("", "x"), "no property of this name"));
}

TEST_CASE("a wrong value is answered by what would be right, and not repeated",
          "[kafka][properties]") {
  CHECK(says(why_not("fetch.wait.max.ms", "sesame"), "integer (0 .. 300000)"));
  CHECK(says(why_not("fetch.wait.max.ms", "300001"), "integer (0 .. 300000)"));
  CHECK(says(why_not("enable.partition.eof", "sesame"), "boolean (true, false)"));
  CHECK(says(why_not("auto.offset.reset", "sesame"), "earliest"));
  CHECK_FALSE(says(why_not("auto.offset.reset", "sesame"), "sesame"));
  CHECK_FALSE(why_not("sasl.password", std::string("a\0b", 3)).empty());
}

TEST_CASE("what cordon sets itself cannot be set", "[kafka][properties]") {
  for (const char* name : {"enable.auto.commit", "enable.auto.offset.store", "enable.idempotence",
                           "transactional.id", "group.id", "acks", "message.timeout.ms", "retries"})
    CHECK(says(why_not(name, "1"), "cannot be set: "));
  CHECK(says(why_not("error_cb", "1"), "hook for programs"));
  CHECK(says(why_not("opaque", "1"), "hook for programs"));
}

TEST_CASE("the operator's properties go over ours, and what must hold over both",
          "[kafka][properties]") {
  const auto made =
      make_configuration({{"linger.ms", "1"}, {"client.id", "cordon"}},
                         {{"linger.ms", "7"}, {"client.id", "theirs"}}, {{"client.id", "held"}});
  REQUIRE(made);
  char text[32];
  size_t size = sizeof text;
  REQUIRE(rd_kafka_conf_get(made->get(), "linger.ms", text, &size) == RD_KAFKA_CONF_OK);
  CHECK(std::string(text) == "7");
  size = sizeof text;
  REQUIRE(rd_kafka_conf_get(made->get(), "client.id", text, &size) == RD_KAFKA_CONF_OK);
  CHECK(std::string(text) == "held");
}

TEST_CASE("the operator's properties are checked when a configuration is made",
          "[kafka][properties]") {
  CHECK_FALSE(make_configuration({}, {{"group.id", "mine"}}, {}));
  CHECK_FALSE(make_configuration({}, {{"no.such", "x"}}, {}));
  CHECK(make_configuration({{"group.id", "ours"}}, {}, {}));
}

TEST_CASE("properties that contradict each other make no client", "[kafka][properties]") {
  auto conf = make_configuration(
      {}, {{"security.protocol", "sasl_plaintext"}, {"sasl.mechanism", "PLAIN"}}, {});
  REQUIRE(conf);
  const auto made = make_client(RD_KAFKA_PRODUCER, std::move(*conf));
  REQUIRE_FALSE(made);
  CHECK(made.error().code == errc::bad_input);
  CHECK_FALSE(made.error().what.empty());
}

TEST_CASE("a secret does not get into the log", "[kafka][properties]") {
  const auto conf = make_configuration({}, {{"sasl.password", "open sesame"}}, {});
  REQUIRE(conf);
  CHECK(without_secrets("PLAIN: open sesame, open sesame", **conf) == "PLAIN: ***, ***");
  CHECK(without_secrets("nothing to hide", **conf) == "nothing to hide");
}
