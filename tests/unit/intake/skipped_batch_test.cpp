// SPDX-License-Identifier: Apache-2.0
#include "intake/skipped_batch.hpp"

#include "reading.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;

namespace {

kafka::held_up_partitions::ending batch(int64_t first, int64_t next) {
  return {{"jobs", 3}, first, next, "it is broken", ""};
}

} // namespace

TEST_CASE("a batch that was passed over leaves a mark at each end", "[intake][skipped_batch]") {
  const auto marks = intake::marks_of(batch(10, 500));
  REQUIRE(marks.size() == 2);
  CHECK(marks[0]->at == job::record_position{"jobs", 3, 10});
  CHECK(marks[1]->at == job::record_position{"jobs", 3, 499});
  CHECK_FALSE(marks[0]->key);
  CHECK_FALSE(marks[0]->value);
}

TEST_CASE("a batch of one record leaves one mark", "[intake][skipped_batch]") {
  REQUIRE(intake::marks_of(batch(10, 11)).size() == 1);
}

TEST_CASE("where nothing was passed over there is no mark", "[intake][skipped_batch]") {
  CHECK(intake::marks_of(batch(10, 10)).empty());
  CHECK(intake::marks_of(batch(-1, -1)).empty());
}

TEST_CASE("a batch that can't be read is told until its end is found", "[intake][skipped_batch]") {
  using problems = std::map<std::string, std::string>;
  job::health health;
  intake::tell_unreadable(health, {"jobs", 3}, "it is broken");
  CHECK(health.problems() == problems{{"unreadable_jobs-3", "it is broken"}});
  auto ended = batch(10, 10);
  ended.problem = "no answer";
  intake::tell_ending(health, ended);
  CHECK(health.problems() == problems{{"unreadable_jobs-3", "it is broken; its end: no answer"}});
  intake::tell_ending(health, batch(10, 500));
  CHECK(health.problems().empty());
}

TEST_CASE("a mark is read as a malformed record that names what was passed over",
          "[intake][skipped_batch]") {
  const auto marks = intake::marks_of(batch(10, 500));
  const auto submission = intake::read_request(marks[0], test::sample_settings(), 0);
  REQUIRE(submission.rejected);
  CHECK(submission.rejected->malformed);
  const auto& why = submission.rejected->message;
  CHECK(why.find("jobs-3") != why.npos);
  CHECK(why.find("offsets 10 to 499") != why.npos);
  CHECK(why.find("it is broken") != why.npos);
}
