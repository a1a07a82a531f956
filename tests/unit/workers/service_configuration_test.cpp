// SPDX-License-Identifier: Apache-2.0
#include "configuration.hpp"
#include "configuration_file.hpp"
#include "settings.hpp"
#include "value_format.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::workers;
using cordon::errc;

namespace {

cordon::expected<configuration> load_with(std::map<std::string, std::string> environment,
                                          setting_texts flags = {}) {
  return load_configuration(
      {.file = "", .environment = std::move(environment), .flags = std::move(flags)});
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a file sets every key of the service", "[workers][configuration]") {
  const auto c = load_toml(R"(
[worker]
drain_timeout = 1.5
max_crashes = 2
max_retries = 5
[intake]
jobs_topic = "a"
control_topic = "b"
group = "g"
ordering = "unordered"
max_buffered_records = 3
max_buffered_bytes = 5000000000
[publish]
delivery = "at-least-once"
reply_topic = "c"
reply_topics = ["c", "*-r"]
events_topic = ""
audit_topic = ""
dead_letter_topic = "d"
[session]
redis = "unix:///s?db=2"
redis_password = "p"
on_redis_down = "run"
result_ttl = 60
dedupe_ttl = 70
inline_artifacts_max = 0
[http]
listen = "[::1]:0"
)")
                     .value();
  CHECK(c.drain_timeout == std::chrono::milliseconds{1500});
  CHECK(c.max_crashes == 2);
  CHECK(c.max_retries == 5);
  CHECK(c.intake.jobs_topic == "a");
  CHECK(c.intake.control_topic == "b");
  CHECK(c.intake.group == "g");
  CHECK(c.intake.ordering == ordering::unordered);
  CHECK(c.intake.max_buffered_records == 3);
  CHECK(c.intake.max_buffered_bytes == 5'000'000'000);
  CHECK(c.publish.reply_topic == "c");
  CHECK(c.publish.reply_topics == std::vector<std::string>{"c", "*-r"});
  CHECK((c.publish.events_topic.empty() && c.publish.audit_topic.empty()));
  CHECK(dead_letter_topic(c) == "d");
  CHECK(c.session.redis == "unix:///s?db=2");
  CHECK(c.session.redis_password == "p");
  CHECK(c.session.on_redis_down == "run");
  CHECK(c.session.result_ttl == std::chrono::seconds{60});
  CHECK(c.session.dedupe_ttl == std::chrono::seconds{70});
  CHECK(c.session.inline_artifacts_max == 0);
  CHECK(c.http.listen == "[::1]:0");
  CHECK((c.names_redis && !c.names_broker));
}

TEST_CASE("the documented defaults of the service are the defaults", "[workers][configuration]") {
  std::string toml;
  for (const auto& s : settings())
    if (s.key.name != "slots" && s.key.name != "runner")
      toml += std::string(s.table) + "." + std::string(s.key.name) + " = "
              + std::string(s.key.default_literal) + "\n";
  const auto documented = load_toml(toml).value();
  const auto real = default_configuration();
  CHECK(documented.drain_timeout == real.drain_timeout);
  CHECK(documented.max_crashes == real.max_crashes);
  CHECK(documented.max_retries == real.max_retries);
  CHECK(documented.intake.jobs_topic == real.intake.jobs_topic);
  CHECK(documented.intake.control_topic == real.intake.control_topic);
  CHECK(documented.intake.group == real.intake.group);
  CHECK(documented.intake.ordering == real.intake.ordering);
  CHECK(documented.intake.max_buffered_records == real.intake.max_buffered_records);
  CHECK(documented.intake.max_buffered_bytes == real.intake.max_buffered_bytes);
  CHECK(documented.name == real.name);
  CHECK(documented.publish.delivery == real.publish.delivery);
  CHECK(documented.publish.transaction_interval == real.publish.transaction_interval);
  CHECK(documented.publish.reply_topic == real.publish.reply_topic);
  CHECK(documented.publish.reply_topics == real.publish.reply_topics);
  CHECK(documented.publish.events_topic == real.publish.events_topic);
  CHECK(documented.publish.audit_topic == real.publish.audit_topic);
  CHECK(dead_letter_topic(documented) == "cordon.jobs-dlt");
  CHECK(documented.session.redis == real.session.redis);
  CHECK(documented.session.redis_password == real.session.redis_password);
  CHECK(documented.session.on_redis_down == real.session.on_redis_down);
  CHECK(documented.session.result_ttl == real.session.result_ttl);
  CHECK(documented.session.dedupe_ttl == real.session.dedupe_ttl);
  CHECK(documented.session.inline_artifacts_max == real.session.inline_artifacts_max);
  CHECK(documented.http.listen == real.http.listen);
}

TEST_CASE("a way of delivery that is not known is refused", "[workers][configuration]") {
  CHECK(
      error_of("[publish]\ndelivery = \"at-most-once\"\n")
      == "FILE:2:12: delivery must be one of exactly-once, at-least-once, not 'at-most-once' (did "
         "you mean 'at-least-once'?)");
}

TEST_CASE("a worker's name is one that Kafka takes", "[workers][configuration]") {
  CHECK(error_of("[worker]\nname = \"a b\"\n")
        == "FILE:2:8: name must be a name (1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-'), or empty, "
           "not 'a b'");
}

TEST_CASE("a name that Kafka would not take is no topic", "[workers][configuration]") {
  for (const std::string name : {"a", "A.b_c-9", "..."})
    CHECK(is_topic(name));
  for (const std::string name : {"", ".", "..", "a b", "a/b", "é", "a*", "a\n"})
    CHECK_FALSE(is_topic(name));
  CHECK(is_topic(std::string(249, 'a')));
  CHECK_FALSE(is_topic(std::string(250, 'a')));
  CHECK(
      holds(error_of("[intake]\njobs_topic = \"a b\"\n"), "FILE:2:14: jobs_topic must be a topic"));
  CHECK(holds(error_of("[intake]\njobs_topic = \"\"\n"), "jobs_topic must be a topic's name"));
  CHECK(holds(error_of("[publish]\nreply_topics = [\"a b\"]\n"), "none of them is 'a b'"));
}

TEST_CASE("no topic is used for two ends", "[workers][configuration]") {
  const auto failed = load_with({}, {{"publish.reply_topic", "cordon.jobs"}});
  REQUIRE_FALSE(failed);
  CHECK(failed.error().text()
        == "publish.reply_topic: 'cordon.jobs' is already that of intake.jobs_topic; give each a "
           "topic of its own");
  CHECK_FALSE(load_with({}, {{"publish.events_topic", "cordon.jobs-dlt"}}));
  CHECK(load_with({}, {{"publish.events_topic", ""}, {"publish.audit_topic", ""}}));
  CHECK(load_with({}, {{"publish.events_topic", "cordon.jobs-delay-1h"}}).error().text()
        == "publish.events_topic: 'cordon.jobs-delay-1h' is already that of delayed jobs; give "
           "each a topic of its own");
  CHECK(load_with({}, {{"intake.jobs_topic", std::string(239, 'a')}}));
  const auto long_name = load_with({}, {{"intake.jobs_topic", std::string(240, 'a')}});
  REQUIRE_FALSE(long_name);
  CHECK(long_name.error().where == "intake.jobs_topic");
}

TEST_CASE("reply topics stand between commas in a variable", "[workers][configuration]") {
  CHECK(load_with({{"CORDON_PUBLISH_REPLY_TOPICS", "a,*-b"}}).value().publish.reply_topics
        == std::vector<std::string>{"a", "*-b"});
  CHECK(load_with({{"CORDON_PUBLISH_REPLY_TOPICS", ""}}).value().publish.reply_topics.empty());
  CHECK_FALSE(load_with({{"CORDON_PUBLISH_REPLY_TOPICS", "a,,b"}}));
}

TEST_CASE("an address to listen on has a host and a port", "[workers][configuration]") {
  for (const char* good : {"127.0.0.1:1", "host:0", "[::1]:65535", ""})
    CHECK(load_with({{"CORDON_HTTP_LISTEN", good}}));
  for (const char* bad : {"host", ":1", "h:", "h:65536", "h:-1", "::1:2", "[]:1", "h:1x", "a b:1"})
    CHECK_FALSE(load_with({{"CORDON_HTTP_LISTEN", bad}}));
}

TEST_CASE("properties of librdkafka are read under quoted and dotted names",
          "[workers][configuration][kafka]") {
  const auto c =
      load_toml("[kafka]\n\"bootstrap.servers\" = \"a:1,b:2\"\nssl.ca.location = \"/x\"\n"
                "socket.keepalive.enable = true\nsocket.timeout.ms = 5000\n")
          .value();
  CHECK(c.kafka
        == std::map<std::string, std::string>{{"bootstrap.servers", "a:1,b:2"},
                                              {"socket.keepalive.enable", "true"},
                                              {"socket.timeout.ms", "5000"},
                                              {"ssl.ca.location", "/x"}});
  CHECK(c.names_broker);
}

TEST_CASE("the older name of bootstrap.servers is the same", "[workers][configuration][kafka]") {
  const auto c = load_toml("[kafka]\nmetadata.broker.list = \"a:1\"\n").value();
  CHECK(c.kafka == std::map<std::string, std::string>{{"bootstrap.servers", "a:1"}});
}

TEST_CASE("a flag of librdkafka goes over a variable, that over the file",
          "[workers][configuration][kafka]") {
  const configuration_file file("[kafka]\nclient.id = \"f\"\nbootstrap.servers = \"f:1\"\n");
  const auto c = load_configuration({.file = file.path(),
                                     .environment = {{"CORDON_KAFKA_CLIENT_ID", "e"},
                                                     {"CORDON_KAFKA_BOOTSTRAP_SERVERS", "e:1"}},
                                     .flags = {{"kafka.bootstrap.servers", "c:1"}}})
                     .value();
  CHECK(c.kafka.at("client.id") == "e");
  CHECK(c.kafka.at("bootstrap.servers") == "c:1");
}

TEST_CASE("every error of [kafka] names its place", "[workers][configuration][kafka]") {
  CHECK(holds(error_of("[kafka]\nno.such.thing = 1\n"), "FILE:2:"));
  CHECK(holds(error_of("[kafka]\nno.such.thing = 1\n"), "no.such.thing: librdkafka"));
  CHECK(holds(error_of("[kafka]\nbootstrap.server = \"a:1\"\n"),
              "did you mean 'bootstrap.servers'?"));
  CHECK(holds(error_of("[kafka]\nbootstrap_servers = \"a:1\"\n"),
              "did you mean 'bootstrap.servers'?"));
  CHECK_FALSE(holds(error_of("[kafka]\nclient.id = \"\\u0000\"\n"), "did you mean"));
  CHECK(holds(error_of("[kafka]\nclient.id = 1.5\n"),
              "'client.id' in [kafka] must be a string, a whole number, true or false, not a "
              "number with a fraction"));
  CHECK(
      holds(error_of("[kafka]\nclient.id = \"a\"\n\"client.id\" = \"b\"\n"), "stands there twice"));
  CHECK(holds(error_of("[kafka]\nbootstrap.servers = \"\"\n"), "not empty"));
  CHECK(holds(error_of("[kafka]\na.b.c.d.e.f.g.h.i.j.k.l.m.n = 1\n"), "so many parts"));
  CHECK(load_with({{"CORDON_KAFKA_NO_SUCH", "x"}}).error().where == "CORDON_KAFKA_NO_SUCH");
  CHECK_FALSE(load_with({{"CORDON_KAFKA_", "x"}}));
}

TEST_CASE("a secret stands in no error of the configuration", "[workers][configuration]") {
  for (const std::string toml :
       {"[kafka]\nsocket.timeout.ms = \"hunter2\"\n", "[kafka]\nacks = \"hunter2\"\n",
        "[session]\nredis = \"http://u:hunter2@h\"\n",
        "[session]\nredis = \"redis://u:hunter2@h:x\"\n",
        "[session]\nredis = \"rediss://u:hunter2@h\"\n",
        "[session]\nredis_password = \"hunter2\\u0000\"\n"}) {
    const auto text = error_of(toml);
    CHECK_FALSE(text.empty());
    CHECK_FALSE(holds(text, "hunter2"));
  }
}

TEST_CASE("a key in the wrong table is told its own", "[workers][configuration]") {
  CHECK(error_of("[worker]\ngroup = \"g\"\n")
        == "FILE:2:1: 'group' does not belong to [worker]; put it under [intake]");
}
