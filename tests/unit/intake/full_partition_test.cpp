// SPDX-License-Identifier: Apache-2.0
#include "intake/job_flow.hpp"

#include "intake/ledger_text.hpp"
#include "started_records.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <random>
#include <string>
#include <vector>

using namespace cordon;
using intake::finished_offsets;
using intake::job_flow;
using test::make_record;
using test::p0;
using test::start;

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
