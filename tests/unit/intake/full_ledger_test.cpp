// SPDX-License-Identifier: Apache-2.0
#include "intake/ledger.hpp"

#include "intake/ledger_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace cordon::intake;

TEST_CASE("the lowest unfinished record may start, however full the ledger is",
          "[intake][ledger][back_pressure]") {
  // Two unfinished ones, and then so many finished ones, as a bitmap and as run lengths.
  const int64_t length = GENERATE(1, 200);
  const int64_t period = 2 + length;
  const int64_t runs = length == 1 ? 8'186 : 1'000;
  finished_offsets full(0);
  for (int64_t i = 0; i < runs; ++i)
    full.beyond.push_back({i * period + 2, (i + 1) * period});
  REQUIRE(decode_ledger(encode_ledger(full), 0) == full);
  ledger l(full);
  CHECK(l.fullness() > 0.95);
  for (int64_t i = 0; i < runs; ++i)
    for (const int64_t offset : {i * period, i * period + 1}) {
      REQUIRE(l.begin(offset));
      REQUIRE(l.may_start(offset));
      l.start(offset);
      if (i % 256 == 0)
        REQUIRE(decode_ledger(encode_ledger(l.finished()), offset) == l.finished());
      l.finish(offset);
    }
  CHECK(l.finished() == finished_offsets(runs * period));
}

TEST_CASE("of a full ledger none but the lowest unfinished record may start",
          "[intake][ledger][back_pressure]") {
  finished_offsets full(0);
  for (int64_t i = 0; i < 1'000; ++i)
    full.beyond.push_back({i * 202 + 2, (i + 1) * 202});
  ledger l(full);
  l.begin(0);
  l.begin(1);
  CHECK(l.may_start(0));
  l.start(0);
  CHECK_FALSE(l.may_start(1));
  l.finish(0);
  CHECK(l.may_start(1));
}

TEST_CASE("what was only read takes no room in a ledger", "[intake][ledger][back_pressure]") {
  // As a bitmap, for run lengths are longer: 4,000 runs of one record each.
  ledger l(finished_offsets(0));
  for (int64_t offset = 0; offset < 8'000; ++offset) {
    l.begin(offset);
    if (offset % 2 == 1)
      l.finish(offset);
  }
  l.start(0);
  for (int64_t offset = 8'000; offset < 70'000; ++offset)
    l.begin(offset);
  CHECK(l.may_start(8'000));
  CHECK_FALSE(l.may_start(69'999));
}
