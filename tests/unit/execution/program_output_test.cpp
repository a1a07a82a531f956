// SPDX-License-Identifier: Apache-2.0
#include "execution/outcome.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::execution;

namespace {

const std::string euro = "\xe2\x82\xac";
const std::string replacement = "\xef\xbf\xbd";

/// A stream of which the sandbox kept what it keeps: the limit and one character more.
captured_stream captured(const std::string& all, uint64_t limit) {
  return {all.substr(0, limit + 4), all.size()};
}

job::result with_streams(uint64_t limit, const std::string& out, const std::string& err = "") {
  job::job job;
  job.limits.max_output_bytes = limit;
  outcome o;
  o.ending = jail::ending::exited;
  jail::verdict verdict;
  verdict.claim = jail::claim::completed;
  verdict.return_value = "null";
  o.verdict_bytes = jail::encode(verdict);
  o.out = captured(out, limit);
  o.err = captured(err, limit);
  return make_result(job, o);
}

} // namespace

TEST_CASE("output within the limit is given as it is", "[execution][output]") {
  const auto got = with_streams(6, "123456", euro + "!");
  CHECK(got.stdout_text == "123456");
  CHECK(got.stderr_text == euro + "!");
  CHECK_FALSE(got.was_output_truncated);
  CHECK(got.details.empty());
}

TEST_CASE("output over the limit is cut, and the answer says so", "[execution][output]") {
  const auto got = with_streams(6, "1234567");
  CHECK(got.status == job::status::succeeded);
  CHECK(got.stdout_text == "123456");
  CHECK(got.was_output_truncated);
  CHECK(got.details.at("output") == "stdout was cut at 6 of 7 bytes");
}

TEST_CASE("each stream is cut for itself", "[execution][output]") {
  const auto err = with_streams(6, "1", std::string(1'000, 'e'));
  CHECK(err.stdout_text == "1");
  CHECK(err.stderr_text == "eeeeee");
  CHECK(err.details.at("output") == "stderr was cut at 6 of 1000 bytes");
  const auto both = with_streams(2, "123", "1234");
  CHECK(both.details.at("output")
        == "stdout was cut at 2 of 3 bytes; stderr was cut at 2 of 4 bytes");
}

TEST_CASE("no character is cut", "[execution][output]") {
  for (uint64_t limit = 0; limit <= 9; ++limit) {
    CAPTURE(limit);
    const auto got = with_streams(limit, euro + euro + euro);
    CHECK(got.stdout_text == (euro + euro + euro).substr(0, limit / 3 * 3));
    CHECK(got.was_output_truncated == (limit < 9));
  }
}

TEST_CASE("bytes that are no UTF-8 become U+FFFD", "[execution][output]") {
  const auto got = with_streams(100, "a\xff"
                                     "b\xe2\x82");
  CHECK(got.stdout_text == "a" + replacement + "b" + replacement);
  CHECK_FALSE(got.was_output_truncated);
}

TEST_CASE("output that only its replacement characters make too long is cut too",
          "[execution][output]") {
  const auto got = with_streams(4, "\xff\xff\xff\xff");
  CHECK(got.stdout_text == replacement);
  CHECK(got.was_output_truncated);
}

TEST_CASE("a program that was killed shows what it wrote before", "[execution][output]") {
  outcome o;
  o.ending = jail::ending::timed_out;
  o.out = {"so far", 6};
  CHECK(make_result(job::job{}, o).stdout_text == "so far");
}
