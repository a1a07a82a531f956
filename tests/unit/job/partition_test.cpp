// SPDX-License-Identifier: Apache-2.0
#include "job/partition.hpp"

#include <catch2/catch_test_macros.hpp>

using cordon::job::partition;

TEST_CASE("a partition is called as Kafka's own tools do", "[job][partition]") {
  CHECK(partition{"jobs", 3}.name() == "jobs-3");
}

TEST_CASE("partitions are in the order of their topics, and of their numbers", "[job][partition]") {
  CHECK(partition{"a", 10} < partition{"b", 2});
  CHECK(partition{"b", 2} < partition{"b", 10});
}

TEST_CASE("a record lies in a partition, wherever in it", "[job][partition]") {
  CHECK(cordon::job::partition_of({"jobs", 3, 7}) == partition{"jobs", 3});
}
