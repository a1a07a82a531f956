// SPDX-License-Identifier: Apache-2.0
#include "audit/audit_record.hpp"
#include "job/sha256.hpp"
#include "job/timestamp.hpp"
#include "sample_chain.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::audit;

TEST_CASE("a record's canonical line is as documented", "[audit][record]") {
  record r;
  r.seq = 1;
  r.time = cordon::job::from_exact_rfc3339("2026-11-23T06:23:46.000001Z").value();
  r.job_id = "a\"b\\c\n\x01\x7f\xc3\xa9";
  r.run = 12;
  r.step = step::finished;
  r.detail = {{"b", "2"}, {"a", "1"}};
  r.previous = no_previous_hash;
  r.hash = "x";
  CHECK(to_json_line(r)
        == R"({"seq":1,"time":"2026-11-23T06:23:46.000001Z","job_id":"a\"b\\c\n\u0001)"
           "\x7f\xc3\xa9"
           R"(","run":12,"step":"finished","detail":{"a":"1","b":"2"},"previous":")"
               + std::string(64, '0') + R"(","hash":"x"})");
}

TEST_CASE("the hash is that of the line with its last member cut out", "[audit][record]") {
  const std::string line = sample_lines(1).front();
  const record r = parse(line).value();
  std::string cut = line;
  cut.erase(cut.rfind(",\"hash\":"));
  CHECK(cordon::job::sha256_hex(cut + "}") == r.hash);
  CHECK(hash_of(r) == r.hash);
}

TEST_CASE("a record survives writing and reading", "[audit][record]") {
  hash_chain chain({}, ticking_clock());
  record r = sample_step(step::redacted);
  r.job_id = std::string("nul\0 and \xf0\x9f\x94\x92", 13);
  const record sealed = chain.seal(r).value();
  CHECK(parse(to_json_line(sealed)).value() == sealed);
}

TEST_CASE("bytes that are not UTF-8 become U+FFFD and the line still verifies", "[audit][record]") {
  hash_chain chain({}, ticking_clock());
  record r = sample_step();
  r.job_id = "a\xff";
  const std::string line = to_json_line(chain.seal(r).value());
  const record back = parse(line).value();
  CHECK(back.job_id == "a\xef\xbf\xbd");
  CHECK(back.hash == hash_of(back));
}

TEST_CASE("a line in any other than the canonical form is refused", "[audit][record]") {
  const std::string good = sample_lines(1).front();
  REQUIRE(parse(good));
  CHECK_FALSE(parse(good + " "));
  CHECK_FALSE(parse(" " + good));
  CHECK_FALSE(parse(R"({"seq":9,)" + good.substr(1)));                // a member twice
  CHECK_FALSE(parse(good.substr(0, good.size() - 1) + R"(,"x":1})")); // one too many
  CHECK_FALSE(parse(good.substr(0, good.size() - 1)));
  CHECK_FALSE(parse(""));
  CHECK_FALSE(parse("[]"));
  CHECK_FALSE(parse("null"));
  CHECK_FALSE(parse("{}"));
  CHECK_FALSE(parse(std::string(max_line_bytes, '[')));
  CHECK_FALSE(parse(std::string(max_line_bytes + 1, ' ')));
}

TEST_CASE("what is wrong with a line is named", "[audit][record]") {
  CHECK(parse(R"({"seq":0})").error().what.find("'seq'") != std::string::npos);
  CHECK(parse(R"({"seq":1,"run":-1})").error().what.find("'run'") != std::string::npos);
  CHECK(parse(R"({"seq":1,"run":1,"time":3})").error().what.find("'time'") != std::string::npos);
}

TEST_CASE("every beginning of a line is torn, the whole line is not", "[audit][record]") {
  const std::string line = sample_lines(1).front();
  for (size_t length = 1; length < line.size(); ++length)
    REQUIRE(is_torn(std::string_view(line).substr(0, length), 1));
  CHECK_FALSE(is_torn("", 1));
  CHECK_FALSE(is_torn(line, 1));
  CHECK_FALSE(is_torn(line.substr(0, 30), 2));
  CHECK_FALSE(is_torn(std::string(line).replace(line.size() - 1, 1, "x"), 1));
  CHECK_FALSE(is_torn(line.substr(0, 20) + std::string(8, '\0'), 1));
}
