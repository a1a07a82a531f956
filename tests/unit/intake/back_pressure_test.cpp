// SPDX-License-Identifier: Apache-2.0
#include "intake/job_flow.hpp"
#include "sample_records.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace cordon;
using namespace std::chrono_literals;
using intake::job_flow;
using test::record_at;

namespace {

const job::partition jobs{"jobs", 3};

/// Starts all that may.
std::vector<job::record_ptr> start_all(job_flow& flow) {
  std::vector<job::record_ptr> started;
  while (auto record = flow.next()) {
    flow.run(*record);
    started.push_back(std::move(record));
  }
  return started;
}

} // namespace

TEST_CASE("no more jobs are under way than the bound", "[intake][job_flow]") {
  job_flow flow({.max_in_flight = 2});
  flow.assign(jobs, 0);
  for (int i = 0; i < 4; ++i)
    flow.add(record_at(i));
  const auto first = flow.next();
  REQUIRE(flow.next());
  CHECK_FALSE(flow.next());
  flow.finish(*first);
  CHECK(flow.next());
  CHECK(flow.in_flight() == 2);
}

TEST_CASE("a full partition is paused once, and resumed once it is half empty",
          "[intake][job_flow][back_pressure]") {
  job_flow flow({.max_buffered_records = 4, .max_in_flight = 100});
  flow.assign(jobs, 0);
  for (int i = 0; i < 4; ++i)
    flow.add(record_at(i));
  CHECK(flow.take_to_pause() == std::vector{jobs});
  CHECK(flow.take_to_pause().empty());
  flow.next();
  CHECK(flow.take_to_resume().empty());
  flow.next();
  CHECK(flow.take_to_resume() == std::vector{jobs});
  CHECK(flow.take_to_resume().empty());
}

TEST_CASE("a partition is full by its bytes, too", "[intake][job_flow][back_pressure]") {
  job_flow flow({.max_buffered_bytes = 1'000});
  flow.assign(jobs, 0);
  flow.add(record_at(100));
  CHECK(flow.take_to_pause().empty());
  flow.add(record_at(101, std::nullopt, std::string(1'000, 'x')));
  CHECK(flow.take_to_pause() == std::vector{jobs});
}

TEST_CASE("an answered job takes no place among those in flight", "[intake][job_flow][answer]") {
  job_flow flow({.max_in_flight = 1, .max_unpublished = 2});
  flow.assign(jobs, 0);
  for (int i = 0; i < 4; ++i)
    flow.add(record_at(i));
  std::vector<job::record_ptr> answered;
  for (size_t i = 0; i < 2; ++i) {
    answered.push_back(flow.next());
    REQUIRE(answered.back());
    CHECK_FALSE(flow.next());
    flow.run(*answered.back());
    flow.answer(*answered.back(), false);
    flow.answer(*answered.back(), false);
    flow.run(*answered.back());
    CHECK(flow.unpublished() == i + 1);
  }
  CHECK_FALSE(flow.next()); // too many are unpublished
  CHECK(flow.in_flight() == 2);
  CHECK(flow.committable().at(jobs) == 0);
  CHECK(flow.finish(*answered[0]));
  CHECK(flow.unpublished() == 1);
  CHECK(flow.next());
  CHECK(flow.committable().at(jobs) == 1);
}

TEST_CASE("where jobs end quickly more are under way", "[intake][job_flow][back_pressure]") {
  job_flow flow({.max_in_flight = 2, .max_short_in_flight = 5});
  flow.assign(jobs, 0);
  for (int i = 0; i < 20; ++i)
    flow.add(record_at(i));
  intake::flight_window::clock::time_point now(1h);
  flow.adapt(now);
  for (int round = 0; round < 2; ++round)
    for (const auto& one : start_all(flow)) {
      flow.answer(*one, false);
      flow.finish(*one);
    }
  flow.adapt(now += 50ms);
  CHECK(start_all(flow).size() == 4);
  flow.adapt(now += 50ms);
  CHECK(start_all(flow).empty());
}

TEST_CASE("records under way have a bound by their bytes, which one of any size may pass",
          "[intake][job_flow][back_pressure]") {
  job_flow flow({.max_bytes_in_flight = 1'000});
  flow.assign(jobs, 0);
  for (int i = 0; i < 4; ++i)
    flow.add(record_at(i, std::nullopt, std::string(600, 'x')));
  flow.add(record_at(4, std::nullopt, std::string(2'000, 'x')));
  for (const size_t expected : {2U, 2U, 1U}) {
    const auto started = start_all(flow);
    CHECK(started.size() == expected);
    for (const auto& one : started)
      flow.finish(*one);
  }
}
