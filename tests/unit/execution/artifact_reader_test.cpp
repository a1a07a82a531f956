// SPDX-License-Identifier: Apache-2.0
#include "execution/artifact_reader.hpp"

#include "io/sample_files.hpp"
#include "jail/codec.hpp"
#include "jail/sample_messages.hpp"
#include "job/utf8.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::execution;
using namespace std::string_literals;

namespace {

using files = std::vector<std::pair<std::string, std::string>>;

std::string encoded(const files& all) {
  std::string bytes;
  jail::encoder e(bytes);
  e.u32(static_cast<uint32_t>(all.size()));
  for (const auto& [name, content] : all) {
    e.text(name);
    e.text(content);
  }
  return bytes;
}

} // namespace

TEST_CASE("artifacts come with their names, types and bytes", "[execution][artifact_reader]") {
  const auto got = decode_artifacts(encoded({{"out/a.csv", "1,2"}, {"b", "\0\xff"s}, {"é", ""}}));
  CHECK(got.problem.empty());
  REQUIRE(got.found.size() == 3);
  CHECK(got.found[0].name == "out/a.csv");
  CHECK(got.found[0].media_type == "text/csv");
  CHECK(got.found[0].content == "1,2");
  CHECK(got.found[1].media_type == "application/octet-stream");
  CHECK(got.found[1].content == "\0\xff"s);
  CHECK(got.found[2].name == "é");
  CHECK(decode_artifacts(encoded({})).problem.empty());
}

TEST_CASE("names that are no path below the work folder are left out and said",
          "[execution][artifact_reader]") {
  for (const auto& name : {""s, "/etc/passwd"s, "a\0b"s, "\xff"s, ".."s, "../a"s, "a/../../b"s,
                           "a//b"s, "./a"s, "a/"s}) {
    CAPTURE(name);
    const auto got = decode_artifacts(encoded({{"before", "1"}, {name, "2"}, {"behind", "3"}}));
    CHECK(got.found.size() == 2);
    CHECK_FALSE(got.problem.empty());
  }
  CHECK(decode_artifacts(encoded({{"..a/b..", "1"}, {"...", "2"}})).found.size() == 2);
}

TEST_CASE("a list that ends early gives what it has and says so", "[execution][artifact_reader]") {
  const auto bytes = encoded({{"a", "1"}, {"b", "22"}});
  for (size_t size = 0; size < bytes.size(); ++size) {
    const auto got = decode_artifacts(jail::samples::exact_copy(bytes.substr(0, size)).view());
    CHECK(got.found.size() < 2);
    CHECK(got.problem == "the runner's list of artifacts was cut short");
  }
  CHECK(decode_artifacts(bytes + "x").problem == "the runner's list of artifacts was cut short");
}

TEST_CASE("a count that lies takes no memory", "[execution][artifact_reader]") {
  const auto got = decode_artifacts("\xff\xff\xff\xff\1\0\0\0a\0\0\0\0"s);
  CHECK(got.found.size() == 1);
  CHECK(got.found.capacity() == 1);
  CHECK_FALSE(got.problem.empty());
}

TEST_CASE("no mutation of a list does harm", "[execution][artifact_reader][hostile]") {
  const auto bytes = encoded({{"a.txt", "one"}, {"é/b", "two"}, {"c", ""}});
  jail::samples::mutator mutate(11);
  size_t bad_names = 0;
  for (int i = 0; i < 20'000; ++i)
    for (const auto& one : decode_artifacts(jail::samples::exact_copy(mutate(bytes)).view()).found)
      bad_names += job::invalid_utf8_at(one.name).has_value();
  CHECK(bad_names == 0);
}

TEST_CASE("a list is read from a memfd", "[execution][artifact_reader]") {
  const auto got = read_artifacts(test::memory_file(encoded({{"a.txt", "one"}})), 3);
  CHECK(got.problem.empty());
  REQUIRE(got.found.size() == 1);
  CHECK(got.found[0].content == "one");
}

TEST_CASE("a memfd larger than the job's files may be is not read",
          "[execution][artifact_reader]") {
  const auto file = test::memory_file(encoded({{"a.txt", "one"}}));
  REQUIRE(ftruncate(file.get(), 1ll << 40) == 0);
  const auto got = read_artifacts(file, 16u << 20);
  CHECK(got.found.empty());
  CHECK(got.problem == "the runner sent more artifacts than max_file_bytes allows");
}

TEST_CASE("what is no memfd gives no artifacts", "[execution][artifact_reader]") {
  for (const auto& got :
       {read_artifacts(io::unique_fd(), 10), read_artifacts(test::make_pipe().read, 10)}) {
    CHECK(got.found.empty());
    CHECK_FALSE(got.problem.empty());
  }
}
