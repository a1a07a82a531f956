// SPDX-License-Identifier: Apache-2.0
#include "intake/line_reader.hpp"

#include "io/sample_files.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace std::string_literals;
using intake::line_reader;

namespace {

std::vector<line_reader::line> lines_of(const std::string& content, size_t max_bytes = 1'000) {
  const auto file = test::memory_file(content);
  line_reader reader(file.get(), max_bytes);
  std::vector<line_reader::line> lines;
  for (;;) {
    auto next = reader.next();
    REQUIRE(next);
    if (!*next)
      return lines;
    lines.push_back(std::move(**next));
  }
}

std::vector<std::string> texts_of(const std::string& content) {
  std::vector<std::string> texts;
  for (auto& line : lines_of(content)) {
    CHECK_FALSE(line.is_too_long);
    CHECK(line.number == texts.size() + 1);
    texts.push_back(std::move(line.text));
  }
  return texts;
}

using texts = std::vector<std::string>;

} // namespace

TEST_CASE("a stream is read line by line", "[intake][line_reader]") {
  CHECK(texts_of("").empty());
  CHECK(texts_of("a\nbc\n") == texts{"a", "bc"});
  CHECK(texts_of("a\nbc") == texts{"a", "bc"});
  CHECK(texts_of("\n\na\n\n") == texts{"", "", "a", ""});
  CHECK(texts_of("\n") == texts{""});
}

TEST_CASE("a line's end may be CRLF; other carriage returns stay", "[intake][line_reader]") {
  CHECK(texts_of("a\r\nb\r\n\r\n") == texts{"a", "b", ""});
  CHECK(texts_of("a\rb\r\r\nc\r") == texts{"a\rb\r", "c"});
}

TEST_CASE("NUL bytes are bytes", "[intake][line_reader]") {
  CHECK(texts_of("a\0b\n\0\n"s) == texts{"a\0b"s, "\0"s});
}

TEST_CASE("a line longer than the limit is cut, marked and read to its end",
          "[intake][line_reader]") {
  const auto lines = lines_of("12345\n123456\n1234567890\nabc\n", 5);
  REQUIRE(lines.size() == 4);
  CHECK_FALSE(lines[0].is_too_long);
  CHECK(lines[1].is_too_long);
  CHECK(lines[1].text == "12345");
  CHECK(lines[2].is_too_long);
  CHECK_FALSE(lines[3].is_too_long);
  CHECK(lines[3].text == "abc");
  CHECK(lines[3].number == 4);
}

TEST_CASE("a line's end does not count to its length", "[intake][line_reader]") {
  const auto lines = lines_of("12345\r\n123456\r\n1234\r5\n12345\r", 5);
  REQUIRE(lines.size() == 4);
  CHECK_FALSE(lines[0].is_too_long);
  CHECK(lines[0].text == "12345");
  CHECK(lines[1].is_too_long);
  CHECK(lines[1].text == "12345");
  CHECK(lines[2].is_too_long);
  CHECK(lines[2].text == "1234\r");
  CHECK_FALSE(lines[3].is_too_long);
  CHECK(lines[3].text == "12345");
}

TEST_CASE("lines over the edges of the buffer come whole, in constant memory",
          "[intake][line_reader]") {
  constexpr size_t buffer = 256u << 10;
  for (const size_t size : {buffer - 1, buffer, buffer + 1, 3 * buffer}) {
    CAPTURE(size);
    const auto lines = lines_of(std::string(size, 'x') + "\nafter\n", 3 * buffer);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].text.size() == size);
    CHECK_FALSE(lines[0].is_too_long);
    CHECK(lines[1].text == "after");
  }
  const auto huge = lines_of(std::string(20 * buffer, 'x') + "\nafter", 100);
  REQUIRE(huge.size() == 2);
  CHECK(huge[0].text.size() == 100);
  CHECK(huge[0].text.capacity() < buffer);
}

TEST_CASE("a line that comes in pieces is one line", "[intake][line_reader]") {
  auto pipe = test::make_pipe();
  line_reader reader(pipe.read.get(), 100);
  REQUIRE(write(pipe.write.get(), "one\ntw", 6) == 6);
  CHECK(reader.next().value()->text == "one");
  REQUIRE(write(pipe.write.get(), "o\n", 2) == 2);
  CHECK(reader.next().value()->text == "two");
  pipe.write.reset();
  CHECK_FALSE(reader.next().value());
  CHECK_FALSE(reader.next().value());
}

TEST_CASE("a stop ends the stream, whatever could still be read", "[intake][line_reader]") {
  const auto input = test::make_pipe();
  const auto stop = test::make_pipe();
  line_reader reader(input.read.get(), 100, stop.read.get());
  REQUIRE(write(input.write.get(), "one\n", 4) == 4);
  CHECK(reader.next().value()->text == "one");
  REQUIRE(write(input.write.get(), "two\n", 4) == 4);
  REQUIRE(write(stop.write.get(), "x", 1) == 1);
  CHECK_FALSE(reader.next().value());
}

TEST_CASE("a stream that cannot be read says at which line", "[intake][line_reader]") {
  line_reader reader(-1, 100);
  const auto failed = reader.next();
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == errc::system);
  CHECK(failed.error().where == "line 1");
}
