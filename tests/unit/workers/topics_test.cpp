// SPDX-License-Identifier: Apache-2.0
#include "topics_command.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace cordon::workers;

namespace {

const wanted_topic& topic(const std::vector<wanted_topic>& all, const std::string& name) {
  for (const auto& one : all)
    if (one.name == name)
      return one;
  throw std::runtime_error("no topic " + name);
}

} // namespace

TEST_CASE("every topic of the contract is wanted, with room for what goes there",
          "[workers][topics]") {
  const auto all = wanted_topics(default_configuration(), 5);
  CHECK(all.size() == 12);
  CHECK(topic(all, "cordon.jobs").partitions == 5);
  CHECK(topic(all, "cordon.jobs").properties.at("max.message.bytes") == "3000000");
  CHECK(topic(all, "cordon.jobs-dlt").properties.at("max.message.bytes") == "3065536");
  CHECK(topic(all, "cordon.control").partitions == 1);
  CHECK(topic(all, "cordon.control").properties.at("cleanup.policy") == "delete");
  for (const char* name : {"cordon.replies", "cordon.events", "cordon.audit", "cordon.alerts"})
    CHECK(topic(all, name).properties.empty());
}

TEST_CASE("delayed jobs have topics in which they wait long enough", "[workers][topics]") {
  const auto all = wanted_topics(default_configuration(), 5);
  for (const char* rung : {"1s", "10s", "1m", "10m", "1h"}) {
    const auto name = std::string("cordon.jobs-delay-") + rung;
    const auto& one = topic(all, name);
    CHECK(one.partitions == 5);
    CHECK(one.properties.at("max.message.bytes") == "3065536");
    CHECK(one.properties.at("cleanup.policy") == "delete");
    CHECK(one.properties.at("message.timestamp.type") == "LogAppendTime");
    constexpr long two_days_ms = 2L * 24 * 3'600'000;
    CHECK(std::stol(one.properties.at("retention.ms")) >= two_days_ms);
  }
}

TEST_CASE("topics that the configuration leaves out are not created", "[workers][topics]") {
  auto c = default_configuration();
  c.publish.audit_topic.clear();
  c.publish.dead_letter_topic = "graveyard";
  const auto all = wanted_topics(c, 1);
  CHECK(all.size() == 11);
  CHECK(topic(all, "graveyard").partitions == 1);
}

TEST_CASE("the table tells what became of each topic", "[workers][topics]") {
  using state = enum topic_outcome::state;
  CHECK(to_table({{{"jobs", 12, {}}, state::created, ""},
                  {{"replies", 12, {}}, state::existed, ""},
                  {{"x", 1, {}}, state::failed, "no\x1b"}})
        == "TOPIC    PARTITIONS  OUTCOME\n"
           "jobs     12          created\n"
           "replies  -           existed\n"
           "x        -           failed: no\\x1b\n");
}
