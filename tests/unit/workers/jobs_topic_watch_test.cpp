// SPDX-License-Identifier: Apache-2.0
#include "jobs_topic_watch.hpp"

#include "kafka/mock_kafka.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace std::chrono_literals;
using cordon::job::health;
using cordon::kafka::mock_kafka;
using cordon::workers::jobs_topic_watch;

namespace {

std::string said_of_topic(const health& of) {
  const auto problems = of.problems();
  const auto found = problems.find("jobs_topic");
  return found == problems.end() ? "" : found->second;
}

} // namespace

TEST_CASE("a jobs topic that is missing is told with what creates it, until it is there",
          "[workers][jobs_topic]") {
  mock_kafka kafka;
  rd_kafka_mock_topic_create(kafka.raw(), "jobs", 1, 1);
  rd_kafka_mock_topic_set_error(kafka.raw(), "jobs", RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
  health well;
  well.set("intake", "waiting for the group to assign partitions");
  jobs_topic_watch watch(kafka.address(), "jobs");
  watch.look(well, jobs_topic_watch::clock::time_point(1s));
  const auto brokers = kafka.address().at("bootstrap.servers");
  CHECK(said_of_topic(well)
        == "there is no topic 'jobs' on " + brokers
               + "; create the topics: cordon topics create --bootstrap-servers " + brokers);
  rd_kafka_mock_topic_set_error(kafka.raw(), "jobs", RD_KAFKA_RESP_ERR_NO_ERROR);
  watch.look(well, jobs_topic_watch::clock::time_point(2s));
  CHECK(said_of_topic(well) == "");
}

TEST_CASE("a worker that has its partitions has a jobs topic", "[workers][jobs_topic]") {
  health well;
  well.set("jobs_topic", "there is none");
  // No broker is asked: there is none at that address.
  jobs_topic_watch watch({{"bootstrap.servers", "127.0.0.1:1"}}, "jobs");
  watch.look(well, jobs_topic_watch::clock::time_point(1s));
  CHECK(well.problems().empty());
}

TEST_CASE("a broker that is away says nothing of a topic", "[workers][jobs_topic]") {
  health well;
  well.set("intake", "waiting");
  jobs_topic_watch watch({{"bootstrap.servers", "127.0.0.1:1"}}, "jobs");
  watch.look(well, jobs_topic_watch::clock::time_point(1s));
  CHECK(said_of_topic(well) == "");
}
