// SPDX-License-Identifier: Apache-2.0
#include "audit/hash_chain.hpp"
#include "job/sha256.hpp"
#include "sample_chain.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sstream>

using namespace cordon::audit;

namespace {

verification verify_text(const std::string& text) {
  std::istringstream in(text);
  return verify(in);
}

verification verify_lines(const std::vector<std::string>& lines) {
  return verify_text(joined(lines));
}

uint64_t broken_line(const verification& v) {
  return v.first_break ? v.first_break->line : 0;
}

/// `line` with `from` replaced once; the test fails where it is not there.
std::string replaced(std::string line, const std::string& from, const std::string& to) {
  const size_t at = line.find(from);
  REQUIRE(at != std::string::npos);
  return line.replace(at, from.size(), to);
}

/// What a forger without the whole file would do: change a record and give it a fitting hash.
std::string resealed(const std::string& line, const std::string& from, const std::string& to) {
  record r = parse(replaced(line, from, to)).value();
  r.hash = hash_of(r);
  return to_json_line(r);
}

} // namespace

TEST_CASE("a sealed chain verifies", "[audit][hash_chain]") {
  const auto lines = sample_lines(5);
  const auto found = verify_lines(lines);
  CHECK_FALSE(found.first_break);
  CHECK(found.records == 5);
  CHECK(found.last == chain_position{5, parse(lines.back())->hash});
  CHECK(found.torn_lines.empty());
}

TEST_CASE("an empty file is a chain without records", "[audit][hash_chain]") {
  const auto found = verify_text("");
  CHECK_FALSE(found.first_break);
  CHECK(found.records == 0);
  CHECK(found.last == chain_position{});
}

TEST_CASE("the first record follows zeros and each other the one before", "[audit][hash_chain]") {
  hash_chain chain({}, ticking_clock());
  const record first = chain.seal(sample_step()).value();
  const record second = chain.seal(sample_step(step::answered)).value();
  CHECK(first.seq == 1);
  CHECK(first.previous == std::string(64, '0'));
  CHECK(second.seq == 2);
  CHECK(second.previous == first.hash);
  CHECK(second.time == first.time + std::chrono::microseconds{1});
  CHECK(chain.position() == chain_position{2, second.hash});
}

TEST_CASE("the same steps at the same times give the same chain", "[audit][hash_chain]") {
  CHECK(sample_lines(3) == sample_lines(3));
}

TEST_CASE("a change of any member is found at its line", "[audit][hash_chain]") {
  const auto good = sample_lines(3);
  const std::vector<std::pair<std::string, std::string>> changes = {
      {"\"seq\":2", "\"seq\":3"},
      {"46.000002Z", "46.000003Z"},
      {"job-1", "job-2"},
      {"1764000000000001", "1764000000000002"},
      {"accepted", "answered"},
      {"succeeded", "failed"},
      {"\"status\":", "\"states\":"},
      {"\"previous\":\"" + parse(good[1])->previous, "\"previous\":\"" + std::string(64, 'b')},
      {"\"hash\":\"" + parse(good[1])->hash, "\"hash\":\"" + std::string(64, 'c')}};
  for (const auto& [from, to] : changes) {
    auto lines = good;
    lines[1] = replaced(lines[1], from, to);
    INFO(from);
    CHECK(broken_line(verify_lines(lines)) == 2);
  }
}

TEST_CASE("a change with a fitting hash is found at the next line", "[audit][hash_chain]") {
  auto lines = sample_lines(3);
  lines[1] = resealed(lines[1], "succeeded", "failed");
  const auto found = verify_lines(lines);
  CHECK(broken_line(found) == 3);
  CHECK(found.first_break->why == "'previous' is not the hash of the record before");
}

TEST_CASE("a flip of any single bit is found", "[audit][hash_chain]") {
  const auto lines = sample_lines(2);
  for (size_t at = 0; at < lines[0].size(); ++at) {
    auto changed = lines;
    changed[0][at] = static_cast<char>(changed[0][at] ^ 1);
    REQUIRE(verify_lines(changed).first_break);
  }
}

TEST_CASE("a deleted record is found", "[audit][hash_chain]") {
  for (size_t gone = 0; gone < 3; ++gone) {
    auto lines = sample_lines(4);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(gone));
    CHECK(broken_line(verify_lines(lines)) == gone + 1);
  }
}

TEST_CASE("reordered, repeated and inserted records are found", "[audit][hash_chain]") {
  auto swapped = sample_lines(3);
  std::swap(swapped[0], swapped[1]);
  CHECK(broken_line(verify_lines(swapped)) == 1);
  auto repeated = sample_lines(3);
  repeated.insert(repeated.begin() + 1, repeated[0]);
  CHECK(broken_line(verify_lines(repeated)) == 2);
  auto inserted = sample_lines(3);
  inserted.insert(inserted.begin() + 1, "");
  CHECK(broken_line(verify_lines(inserted)) == 2);
  inserted[1] = "garbage";
  CHECK(broken_line(verify_lines(inserted)) == 2);
}

TEST_CASE("whole records cut off the end show in the last position only", "[audit][hash_chain]") {
  auto lines = sample_lines(3);
  const auto whole = verify_lines(lines);
  lines.pop_back();
  const auto cut = verify_lines(lines);
  CHECK_FALSE(cut.first_break);
  CHECK(cut.last != whole.last);
}

TEST_CASE("a record cut short within the file breaks the chain behind it", "[audit][hash_chain]") {
  auto lines = sample_lines(3);
  lines[1].resize(lines[1].size() / 2);
  const auto found = verify_lines(lines);
  CHECK(found.torn_lines == std::vector<uint64_t>{2});
  CHECK(broken_line(found) == 3);
}

TEST_CASE("a torn line is named and the chain goes on behind it", "[audit][hash_chain]") {
  auto lines = sample_lines(3);
  lines.insert(lines.begin() + 2, lines[2].substr(0, 50));
  const auto found = verify_lines(lines);
  CHECK_FALSE(found.first_break);
  CHECK(found.records == 3);
  CHECK(found.torn_lines == std::vector<uint64_t>{3});
}

TEST_CASE("a last line needs no newline to count", "[audit][hash_chain]") {
  std::string text = joined(sample_lines(2));
  text.pop_back();
  CHECK(verify_text(text).records == 2);
  text.pop_back();
  const auto found = verify_text(text);
  CHECK(found.records == 1);
  CHECK(found.torn_lines == std::vector<uint64_t>{2});
}

TEST_CASE("an endless line is refused without being kept", "[audit][hash_chain]") {
  const auto found = verify_text(std::string(4 * max_line_bytes, '{'));
  CHECK(broken_line(found) == 1);
  CHECK(found.first_break->why == "the line is longer than an audit record can be");
}

TEST_CASE("a chain goes on from a position", "[audit][hash_chain]") {
  auto lines = sample_lines(2);
  const auto more = sample_lines(2, verify_lines(lines).last);
  lines.insert(lines.end(), more.begin(), more.end());
  const auto found = verify_lines(lines);
  CHECK_FALSE(found.first_break);
  CHECK(found.records == 4);
}

TEST_CASE("a step that makes no good record leaves the chain where it was", "[audit][hash_chain]") {
  hash_chain chain({}, ticking_clock());
  record bad_key = sample_step();
  bad_key.detail["no word"] = "";
  CHECK(chain.seal(bad_key).error().where == "detail");
  record too_long = sample_step();
  too_long.detail["long"] = std::string(max_line_bytes, 'x');
  CHECK(chain.seal(too_long).error().where == "detail");
  record bad_run = sample_step();
  bad_run.run = -1;
  CHECK(chain.seal(bad_run).error().where == "run");
  record nameless = sample_step();
  nameless.job_id.clear();
  CHECK(chain.seal(nameless).error().where == "job_id");
  CHECK(chain.position() == chain_position{});
}
