// SPDX-License-Identifier: Apache-2.0
#include "intake/job_flow.hpp"

#include "intake/ledger_text.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <random>

using namespace cordon;
using intake::finished_offsets;
using intake::job_flow;
using intake::partition_id;

namespace {

const partition_id p0{"jobs", 0};
const partition_id p1{"jobs", 1};

job::record_ptr make_record(int64_t offset, std::optional<std::string> key = std::nullopt,
                            int32_t partition = 0) {
  auto record = std::make_shared<job::record>();
  record->at = {"jobs", partition, offset};
  record->key = std::move(key);
  record->value = "{}";
  return record;
}

/// Reads a record in and starts it.
job::record_ptr start(job_flow& flow, int64_t offset, std::optional<std::string> key = {}) {
  REQUIRE(flow.add(make_record(offset, std::move(key))));
  auto record = flow.next();
  REQUIRE(record);
  CHECK(record->at.offset == offset);
  flow.run(*record);
  return record;
}

} // namespace

TEST_CASE("nothing is committed beyond the lowest unfinished offset", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, 10);
  const auto a = start(flow, 10);
  const auto b = start(flow, 11);
  const auto c = start(flow, 12);
  CHECK(flow.finish(*b));
  CHECK(flow.committable().at(p0) == 10);
  CHECK(flow.finish(*a));
  CHECK(flow.committable().at(p0) == 12);
  CHECK(flow.finish(*c));
  CHECK(flow.committable().at(p0) == 13);
  CHECK_FALSE(flow.finish(*c));
}

TEST_CASE("a partition without a commit begins with its first record", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, std::nullopt);
  CHECK(flow.committable().empty());
  const auto first = start(flow, 500);
  CHECK(flow.committable().at(p0) == 500);
  flow.finish(*first);
  CHECK(flow.committable().at(p0) == 501);
}

TEST_CASE("partitions take turns", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, 0);
  flow.assign(p1, 0);
  for (int i = 0; i < 3; ++i)
    flow.add(make_record(i));
  flow.add(make_record(0, {}, 1));
  int32_t seen_of_second = 0;
  for (int i = 0; i < 2; ++i)
    seen_of_second += flow.next()->at.partition;
  CHECK(seen_of_second == 1);
}

TEST_CASE("a record from below what was read tells of a log that begins again",
          "[intake][job_flow]") {
  job_flow flow({});
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 5})); // not ours
  flow.assign(p0, std::nullopt);
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 5}));
  flow.add(make_record(10));
  flow.add(make_record(13));
  CHECK(flow.read_beyond({"jobs", 0, 0}) == 14);
  CHECK(flow.read_beyond({"jobs", 0, 13}) == 14);
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 14}));
  CHECK_FALSE(flow.read_beyond({"jobs", 1, 0}));
}

TEST_CASE("so does one from below the group's offset", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, finished_offsets(1'000, {{1'005, 1'010}}));
  CHECK(flow.read_beyond({"jobs", 0, 0}) == 1'000);
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 1'000}));
  // What is finished beyond it is read as well.
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 1'006}));
}

TEST_CASE("a partition that is held or came back is not read from the beginning by mistake",
          "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto first = start(flow, 0);
  const auto second = start(flow, 1);
  flow.finish(*first);
  flow.add(make_record(2));
  flow.hold(p0);
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 1}));
  REQUIRE(flow.resume_held(p0, 1));
  // Read again are those that run and those that were forgotten.
  CHECK(flow.read_beyond({"jobs", 0, 0}) == 1);
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 1}));
  CHECK_FALSE(flow.add(make_record(1)));
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 2}));
  CHECK(flow.add(make_record(2)));
}

TEST_CASE("a log that begins again is run from its first record on", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, 100);
  const auto old = start(flow, 100);
  REQUIRE(flow.read_beyond({"jobs", 0, 3}));
  CHECK(flow.abandon(p0).size() == 1);
  flow.assign(p0, finished_offsets(3));
  CHECK(flow.committable().at(p0) == 3);
  const auto fresh = start(flow, 3);
  CHECK_FALSE(flow.finish(*old));
  CHECK(flow.committable().at(p0) == 3);
  CHECK(flow.finish(*fresh));
  CHECK(flow.committable().at(p0) == 4);
}

TEST_CASE("a record that was read again is not run again", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto first = start(flow, 0);
  CHECK_FALSE(flow.add(make_record(0)));
  const auto second = start(flow, 1);
  flow.finish(*second);
  CHECK_FALSE(flow.add(make_record(1)));
  CHECK_FALSE(flow.add(make_record(0, {}, 1))); // not ours
}

TEST_CASE("over a rebalance that gives a partition back, what runs goes on",
          "[intake][job_flow][rebalance]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto running = start(flow, 0);
  const auto done = start(flow, 1);
  flow.add(make_record(2, "k"));
  flow.finish(*done);
  flow.hold(p0);
  CHECK_FALSE(flow.next());
  CHECK_FALSE(flow.add(make_record(2)));
  CHECK(flow.committable().at(p0) == 0);
  REQUIRE(flow.resume_held(p0, finished_offsets(0, {{1, 2}})));
  CHECK_FALSE(flow.add(make_record(0)));
  CHECK_FALSE(flow.add(make_record(1)));
  CHECK(flow.add(make_record(2, "k")));
  CHECK(flow.finish(*running));
  CHECK(flow.committable().at(p0) == 2);
  CHECK(flow.next()->at.offset == 2);
}

TEST_CASE("what waits is never committed over a rebalance", "[intake][job_flow][rebalance]") {
  job_flow flow({});
  flow.assign(p0, 0);
  flow.add(make_record(0, "k"));
  const auto looked_up = flow.next();
  flow.add(make_record(1, "k"));
  const auto later = start(flow, 2, "other");
  flow.finish(*later);
  flow.hold(p0);
  CHECK(flow.committable().at(p0) == 0);
  CHECK_FALSE(flow.is_under_way(*looked_up));
  CHECK(flow.in_flight() == 0);
}

TEST_CASE("a partition that came back elsewhere is not gone on with",
          "[intake][job_flow][rebalance]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto running = start(flow, 0);
  flow.hold(p0);
  SECTION("because another finished more of it") {
    CHECK_FALSE(flow.resume_held(p0, 5));
  }
  SECTION("because another finished what lies beyond") {
    CHECK_FALSE(flow.resume_held(p0, finished_offsets(0, {{1, 2}})));
  }
  const auto abandoned = flow.abandon(p0);
  REQUIRE(abandoned.size() == 1);
  CHECK(abandoned[0].record == running);
  CHECK_FALSE(abandoned[0].is_counted);
  CHECK(flow.in_flight() == 0);
  CHECK_FALSE(flow.finish(*running));
  flow.assign(p0, 5);
  CHECK(flow.add(make_record(5)));
}

TEST_CASE("the end of an abandoned run does not end the record's next one",
          "[intake][job_flow][rebalance]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto before = start(flow, 0);
  flow.abandon(p0);
  flow.assign(p0, 0);
  const auto again = start(flow, 0);
  CHECK_FALSE(flow.finish(*before));
  CHECK(flow.committable().at(p0) == 0);
  CHECK(flow.finish(*again));
}

TEST_CASE("a suspect runs alone", "[intake][job_flow][suspect]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto running = start(flow, 0);
  flow.add(make_record(1));
  const auto one = flow.next();
  flow.add(make_record(2));
  const auto other = flow.next();
  flow.suspect(*one);
  flow.suspect(*other);
  flow.add(make_record(3));
  CHECK_FALSE(flow.next());
  CHECK_FALSE(flow.next_alone());
  flow.finish(*running);
  REQUIRE(flow.next_alone() == one);
  CHECK_FALSE(flow.next_alone());
  CHECK_FALSE(flow.next());
  flow.finish(*one);
  REQUIRE(flow.next_alone() == other);
  flow.finish(*other);
  CHECK(flow.next()->at.offset == 3);
}

TEST_CASE("nothing starts beside a single suspect", "[intake][job_flow][suspect]") {
  job_flow flow({});
  flow.assign(p0, 0);
  flow.add(make_record(0));
  const auto one = flow.next();
  flow.suspect(*one);
  flow.add(make_record(1));
  REQUIRE(flow.next_alone() == one);
  flow.run(*one);
  CHECK_FALSE(flow.next());
  SECTION("until it is over") {
    flow.finish(*one);
  }
  SECTION("or its partition is lost") {
    flow.assign(p1, 0);
    flow.add(make_record(7, {}, 1));
    flow.abandon(p0);
  }
  CHECK(flow.next());
}

TEST_CASE("an abandoned record says whether its start was counted",
          "[intake][job_flow][rebalance]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto one = start(flow, 0);
  flow.count(*one);
  CHECK(flow.abandon(p0).at(0).is_counted);
}

TEST_CASE("draining starts nothing, pauses all and waits for what runs",
          "[intake][job_flow][drain]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto running = start(flow, 0);
  flow.add(make_record(1));
  flow.drain();
  CHECK_FALSE(flow.next());
  CHECK_FALSE(flow.add(make_record(2)));
  CHECK(flow.take_to_pause() == std::vector{p0});
  CHECK(flow.take_to_resume().empty());
  CHECK(flow.in_flight() == 1);
  flow.finish(*running);
  CHECK(flow.in_flight() == 0);
  CHECK(flow.committable().at(p0) == 1);
}

TEST_CASE("what was finished before the assignment is not run", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, finished_offsets(10, {{11, 13}}));
  const auto stuck = start(flow, 10);
  CHECK_FALSE(flow.add(make_record(11)));
  CHECK_FALSE(flow.add(make_record(12)));
  const auto next = start(flow, 13);
  flow.finish(*next);
  flow.finish(*stuck);
  CHECK(flow.committable().at(p0) == 14);
}

TEST_CASE("what a transaction finishes is told before it is committed",
          "[intake][job_flow][commit]") {
  job_flow flow({});
  flow.assign(p0, 10);
  flow.assign(p1, 20);
  const auto a = start(flow, 10);
  const auto b = start(flow, 11);
  const auto c = start(flow, 12);
  REQUIRE(flow.add(make_record(20, {}, 1)));
  const auto d = flow.next();
  flow.finish(*b);
  const auto text = [](const finished_offsets& all) {
    return job_flow::position{all.below, encode_ledger(all)};
  };
  const auto now = flow.committable_with({});
  CHECK(now.at(p0) == text({10, {{11, 12}}}));
  CHECK(now.at(p1) == text(20));
  const auto then = flow.committable_with({c, d});
  CHECK(then.at(p0) == text({10, {{11, 13}}}));
  CHECK(then.at(p1) == text(21));
  CHECK(flow.committable_with({}) == now);
  CHECK(flow.committable_with({c, a}).at(p0) == text(13));

  // Records that are over, unknown, held or elsewhere count for nothing.
  CHECK(flow.committable_with({b, make_record(10), make_record(5, {}, 7), nullptr}) == now);
  flow.run(*d);
  flow.hold(p1);
  CHECK(flow.committable_with({d}) == now);
  flow.abandon(p1);
  CHECK(flow.committable_with({d}).size() == 1);
}

TEST_CASE("an answered job frees its key where replies keep their order",
          "[intake][job_flow][answer]") {
  job_flow flow({});
  flow.assign(p0, 0);
  flow.add(make_record(0, "key"));
  flow.add(make_record(1, "key"));
  const auto first = flow.next();
  REQUIRE(first);
  CHECK_FALSE(flow.next());
  flow.answer(*first, true);
  const auto second = flow.next();
  REQUIRE(second);
  CHECK(flow.finish(*first));
  CHECK(flow.finish(*second));
  CHECK(flow.committable().at(p0) == 2);
}

TEST_CASE("an answered job goes on over a rebalance and a drain",
          "[intake][job_flow][answer][rebalance]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto one = start(flow, 0);
  flow.answer(*one, false);
  SECTION("rebalance") {
    flow.hold(p0);
    REQUIRE(flow.resume_held(p0, 0));
  }
  SECTION("drain") {
    flow.drain();
  }
  CHECK(flow.in_flight() == 1);
  CHECK(flow.finish(*one));
  CHECK(flow.unpublished() == 0);
  CHECK(flow.committable().at(p0) == 1);
}

TEST_CASE("an answered job holds up no suspect, and an answered suspect nobody",
          "[intake][job_flow][answer][suspect]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto before = start(flow, 0);
  flow.add(make_record(1));
  const auto suspect = flow.next();
  flow.suspect(*suspect);
  flow.add(make_record(2));
  flow.answer(*suspect, false); // it has not run
  CHECK_FALSE(flow.next_alone());
  flow.answer(*before, false);
  REQUIRE(flow.next_alone() == suspect);
  CHECK_FALSE(flow.next());
  flow.answer(*suspect, false);
  CHECK(flow.next()->at.offset == 2);
}

TEST_CASE("a suspect that is over before its turn leaves no trace", "[intake][job_flow][suspect]") {
  job_flow flow({});
  flow.assign(p0, 0);
  flow.add(make_record(0));
  const auto suspect = flow.next();
  flow.suspect(*suspect);
  flow.add(make_record(1));
  CHECK(flow.finish(*suspect));
  CHECK_FALSE(flow.next_alone());
  CHECK(flow.next()->at.offset == 1);
}

TEST_CASE("a partition is paused while the text of its ledger is nearly full",
          "[intake][job_flow][back_pressure]") {
  constexpr int64_t full = 18'500; // a bitmap over so many offsets takes three quarters
  job_flow flow({.max_buffered_records = 100'000, .max_in_flight = 100'000});
  flow.assign(p0, 0);
  std::vector<job::record_ptr> records;
  for (int64_t offset = 0; offset < full; ++offset)
    records.push_back(start(flow, offset));
  CHECK(flow.take_to_pause().empty());
  for (size_t i = 1; i < full; i += 2)
    flow.finish(*records[i]);
  CHECK(flow.take_to_pause() == std::vector{p0});
  CHECK(flow.take_to_resume().empty());
  for (size_t i = 0; i < full / 3; i += 2)
    flow.finish(*records[i]);
  CHECK(flow.take_to_resume().empty());
  for (size_t i = full / 3 / 2 * 2; i < full * 2 / 3; i += 2)
    flow.finish(*records[i]);
  CHECK(flow.take_to_resume() == std::vector{p0});
}

TEST_CASE("a partition that comes with a full ledger is read until its gaps are known",
          "[intake][job_flow][back_pressure]") {
  finished_offsets comb(0);
  for (int64_t i = 0; i < 12'280; ++i)
    comb.beyond.push_back({1 + 2 * i, 2 + 2 * i});
  job_flow flow({.max_buffered_records = 100'000, .max_in_flight = 100'000});
  flow.assign(p0, comb);
  CHECK(flow.take_to_pause().empty());
  for (int64_t offset = 0; offset < 24'559; ++offset)
    CHECK(flow.add(make_record(offset)) == (offset % 2 == 0));
  CHECK(flow.take_to_pause() == std::vector{p0});
  while (const auto record = flow.next())
    flow.finish(*record);
  CHECK(flow.committable().at(p0) == 24'560);
  CHECK(flow.take_to_resume() == std::vector{p0});
}

TEST_CASE("jobs that end in any order all end, within the bounds of the commit and of memory",
          "[intake][job_flow][back_pressure]") {
  constexpr int64_t count = 30'000;
  const int64_t distance = GENERATE(1, 100); // between offsets
  CAPTURE(distance);
  std::mt19937 random(9);
  job_flow flow({.max_in_flight = 30'000});
  flow.assign(p0, 0);
  std::vector<job::record_ptr> running;
  std::vector<int> ends(count, 0);
  int64_t read = 0;
  bool is_paused = false;
  size_t most = 0;
  for (int step = 0; flow.committable().at(p0) < (count - 1) * distance + 1; ++step) {
    const auto paused = !flow.take_to_pause().empty();
    const auto resumed = !flow.take_to_resume().empty();
    is_paused = (is_paused || paused) && !resumed;
    for (int i = 0; i < 100 && !is_paused && read < count; ++i) {
      REQUIRE(flow.add(make_record(read++ * distance, std::to_string(random() % 5'000))));
      is_paused = !flow.take_to_pause().empty();
    }
    while (auto record = flow.next())
      running.push_back(std::move(record));
    REQUIRE_FALSE(running.empty()); // or nothing would ever go on
    // The first runs for long.
    const bool is_first_last = running.size() > 1 && step < 4'000;
    for (int i = 0; i < 20 && running.size() > (is_first_last ? 1 : 0); ++i) {
      const auto low = is_first_last ? 1U : 0U;
      const auto at = low + random() % (running.size() - low);
      REQUIRE(flow.finish(*running[at]));
      ++ends[static_cast<size_t>(running[at]->at.offset / distance)];
      running.erase(running.begin() + static_cast<std::ptrdiff_t>(at));
    }
    if (step % 32 != 0)
      continue;
    const auto [offset, metadata] = flow.committable_with({}).at(p0);
    REQUIRE(metadata.size() <= intake::max_ledger_text);
    REQUIRE(intake::decode_ledger(metadata, offset));
    most = std::max(most, metadata.size());
  }
  CHECK(most > 500);
  CHECK(std::ranges::count(ends, 1) == count);
  CHECK(flow.in_flight() == 0);
}
