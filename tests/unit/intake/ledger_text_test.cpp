// SPDX-License-Identifier: Apache-2.0
#include "intake/ledger_text.hpp"

#include "job/base64.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <random>
#include <span>

using namespace cordon;
using intake::cut_at;
using intake::decode_ledger;
using intake::encode_ledger;
using intake::finished_offsets;
using intake::ledger_text_bound;
using intake::max_ledger_text;
using intake::offset_run;

namespace {

constexpr int64_t last_offset = std::numeric_limits<int64_t>::max();

std::string text_of(std::initializer_list<int> bytes) {
  std::string raw;
  for (const int byte : bytes)
    raw.push_back(static_cast<char>(byte));
  return job::encode_base64(raw);
}

std::string why_not(const std::string& text, int64_t committed = 0) {
  const auto decoded = decode_ledger(text, committed);
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().code == errc::bad_input);
  return decoded.error().text();
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

finished_offsets random_runs(std::mt19937& random, int most_runs, uint32_t longest) {
  finished_offsets finished(static_cast<int64_t>(random() % 1'000'000));
  auto at = finished.below;
  for (auto left = random() % static_cast<uint32_t>(most_runs); left > 0; --left) {
    const auto first = at + 1 + static_cast<int64_t>(random() % longest);
    at = first + 1 + static_cast<int64_t>(random() % longest);
    finished.beyond.push_back({first, at});
  }
  return finished;
}

int64_t span_of(const finished_offsets& finished) {
  return finished.beyond.empty() ? 0 : finished.beyond.back().end - finished.below - 1;
}

/// Every second offset is finished.
finished_offsets comb(int64_t committed, int64_t runs) {
  finished_offsets finished(committed);
  for (int64_t i = 0; i < runs; ++i)
    finished.beyond.push_back({committed + 1 + 2 * i, committed + 2 + 2 * i});
  return finished;
}

} // namespace

TEST_CASE("what is said to be finished beyond the end of the log is cut off", "[intake][ledger]") {
  const finished_offsets all(5, {{7, 9}, {12, 20}, {1'000, 2'000}});
  CHECK(cut_at(all, 2'000) == all);
  CHECK(cut_at(all, 1'000) == finished_offsets(5, {{7, 9}, {12, 20}}));
  CHECK(cut_at(all, 15) == finished_offsets(5, {{7, 9}, {12, 15}}));
  CHECK(cut_at(all, 7) == finished_offsets(5));
  CHECK(cut_at(all, 0) == finished_offsets(5));
}

TEST_CASE("nothing finished beyond the commit is the empty text", "[intake][ledger_text]") {
  CHECK(encode_ledger(finished_offsets(42)).empty());
  CHECK(decode_ledger("", 42) == finished_offsets(42));
}

TEST_CASE("the text of a ledger is pinned: other versions read it", "[intake][ledger_text]") {
  CHECK(encode_ledger({10, {{11, 1'000}}}) == text_of({1, 1, 1, 0xDD, 7}));
  CHECK(encode_ledger({10, {{11, 12}, {13, 14}, {18, 20}}}) == text_of({1, 2, 0b10000101, 1}));
}

TEST_CASE("what is finished reads back as it was written", "[intake][ledger_text]") {
  std::mt19937 random(7);
  for (int i = 0; i < 3'000; ++i) {
    const auto longest = 1U << (random() % 20);
    const auto written = random_runs(random, 300, longest);
    const auto text = encode_ledger(written);
    REQUIRE(text.size() <= max_ledger_text);
    REQUIRE(text.size() <= ledger_text_bound(span_of(written), written.beyond.size()));
    REQUIRE(decode_ledger(text, written.below) == written);
  }
}

TEST_CASE("the shorter form is written", "[intake][ledger_text]") {
  const auto dense = encode_ledger(comb(5, 1'000));
  CHECK(dense.size() == (2 + 250 + 2) / 3 * 4);
  const auto sparse = encode_ledger({5, {{1'000'000, 2'000'000}, {2'000'001, 2'000'002}}});
  CHECK(sparse.size() <= 16);
}

TEST_CASE("of what does not fit the lowest runs are written", "[intake][ledger_text]") {
  SECTION("as a bitmap") {
    const auto most = comb(0, 12'280);
    CHECK(encode_ledger(most).size() == max_ledger_text);
    CHECK(decode_ledger(encode_ledger(most), 0) == most);
    CHECK(encode_ledger(comb(0, 20'000)) == encode_ledger(most));
  }
  SECTION("as run lengths") {
    finished_offsets far(0);
    for (int64_t i = 1; i <= 5'000; ++i)
      far.beyond.push_back({i * 1'000, i * 1'000 + 1});
    const auto text = encode_ledger(far);
    CHECK(text.size() <= max_ledger_text);
    const auto read = decode_ledger(text, 0);
    REQUIRE(read);
    CHECK(read->beyond.size() > 1'000);
    CHECK(std::ranges::equal(read->beyond, std::span(far.beyond).first(read->beyond.size())));
  }
}

TEST_CASE("offsets up to the last one read back", "[intake][ledger_text]") {
  const finished_offsets far(0, {{last_offset - 5, last_offset}});
  CHECK(decode_ledger(encode_ledger(far), 0) == far);
  const finished_offsets near(last_offset - 30, {{last_offset - 20, last_offset - 10}});
  CHECK(decode_ledger(encode_ledger(near), near.below) == near);
}

TEST_CASE("a text that is none is refused with what is wrong", "[intake][ledger_text][hostile]") {
  CHECK(holds(why_not("AQE"), "base64"));
  CHECK(holds(why_not("not base64!!"), "base64"));
  CHECK(holds(why_not(std::string(max_ledger_text + 4, 'A')), "4100 characters"));
  CHECK(holds(why_not(text_of({1})), "form"));
  CHECK(holds(why_not(text_of({2, 1, 1, 1})), "version is 2"));
  CHECK(holds(why_not(text_of({1, 3, 1, 1})), "form is 3"));
  CHECK(holds(why_not(text_of({1, 1, 1})), "cut off"));
  CHECK(holds(why_not(text_of({1, 1, 1, 0x80})), "cut off"));
  CHECK(holds(why_not(text_of({1, 1, 0, 1})), "is 0"));
  CHECK(holds(why_not(text_of({1, 1, 1, 0})), "is 0"));
  CHECK(holds(why_not(text_of({1, 1, 1, 1}), -1), "negative"));
}

TEST_CASE("numbers too large are refused", "[intake][ledger_text][hostile]") {
  const auto ff = 0xFF;
  CHECK(holds(why_not(text_of({1, 1, ff, ff, ff, ff, ff, ff, ff, ff, ff, 1, 1})), "63 bits"));
  CHECK(holds(why_not(text_of({1, 1, ff, ff, ff, ff, ff, ff, ff, ff, 127, 1})), "last offset"));
  CHECK(holds(why_not(text_of({1, 1, 1, ff, ff, ff, ff, ff, ff, ff, ff, 127})), "last offset"));
  CHECK(holds(why_not(text_of({1, 1, 1, 10}), last_offset - 3), "last offset"));
  CHECK(holds(why_not(text_of({1, 2, 1}), last_offset - 3), "last offset"));
}

TEST_CASE("any bytes are read or refused", "[intake][ledger_text][hostile]") {
  std::mt19937 random(11);
  size_t read = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(random() % 64, '\0');
    for (auto& byte : bytes)
      byte = static_cast<char>(random());
    const bool has_head = random() % 4 != 0;
    if (has_head)
      bytes.insert(0, {1, static_cast<char>(1 + random() % 2)});
    const auto text = random() % 8 == 0 ? bytes : job::encode_base64(bytes);
    const auto committed = random() % 2 == 0 ? 0 : last_offset - static_cast<int64_t>(random());
    const auto decoded = decode_ledger(text, committed);
    if (!decoded)
      continue;
    ++read;
    // What was read is well formed, so that it can be written and read again.
    REQUIRE(decode_ledger(encode_ledger(*decoded), committed) == *decoded);
  }
  CHECK(read > 1'000);
}

TEST_CASE("the bound of the text holds for the worst of its runs", "[intake][ledger_text]") {
  CHECK(ledger_text_bound(1'000'000, 0) == 0);
  for (const int64_t distance : {2, 100, 128, 129, 200, 16'383, 16'500, 3'000'000}) {
    finished_offsets finished(3);
    for (int64_t i = 1; i <= 400; ++i)
      finished.beyond.push_back({3 + i * distance, 3 + i * distance + (distance + 1) / 2});
    const auto text = encode_ledger(finished);
    REQUIRE(decode_ledger(text, 3) == finished);
    CHECK(text.size() <= ledger_text_bound(span_of(finished), 400));
  }
}
