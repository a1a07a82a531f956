// SPDX-License-Identifier: Apache-2.0
#include "progress.hpp"

#include "io/read_file.hpp"
#include "io/sample_files.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace std::chrono_literals;
using job::status;
using workers::progress;

namespace {

constexpr progress::clock::time_point start{1h};

std::string shown_on(const io::unique_fd& file) {
  return io::read_at(file.get(), 0, io::file_size(file.get()));
}

size_t times_shown(const io::unique_fd& file) {
  const auto text = shown_on(file);
  return static_cast<size_t>(std::count(text.begin(), text.end(), '\r'));
}

} // namespace

TEST_CASE("the line counts jobs, their rate and how they ended", "[workers][progress]") {
  progress p(-1, 0, start);
  CHECK(p.line(start) == "0 jobs");
  for (int i = 0; i < 7; ++i)
    p.count(status::succeeded, 0, start);
  p.count(status::timed_out, 0, start);
  p.count(status::failed, 0, start);
  p.count(status::expired, 0, start);
  CHECK(p.line(start) == "10 jobs  succeeded 7  failed 1  timed_out 1  expired 1");
  CHECK(p.line(start + 4s) == "10 jobs, 2/s  succeeded 7  failed 1  timed_out 1  expired 1");
}

TEST_CASE("a bar shows how much of the input is read", "[workers][progress]") {
  progress p(-1, 200, start);
  CHECK(p.line(start) == "[........................] 0% read  0 jobs");
  p.count(status::succeeded, 100, start);
  CHECK(p.line(start) == "[############............] 50% read  1 jobs  succeeded 1");
  p.count(status::succeeded, 199, start);
  CHECK(p.line(start) == "[#######################.] 99% read  2 jobs  succeeded 2");
  p.count(status::succeeded, 200, start);
  CHECK(p.line(start) == "[########################] 100% read  3 jobs  succeeded 3");
  p.count(status::succeeded, 900, start);
  CHECK(p.line(start) == "[########################] 100% read  4 jobs  succeeded 4");
}

TEST_CASE("the line is shown at most ten times a second", "[workers][progress]") {
  const auto terminal = test::memory_file();
  progress p(terminal.get(), 0, start);
  for (int i = 0; i < 1'000; ++i)
    p.count(status::succeeded, 0, start + i * 1ms);
  CHECK(times_shown(terminal) == 9);
}

TEST_CASE("the line is written over, and ends at the finish", "[workers][progress]") {
  const auto terminal = test::memory_file();
  progress p(terminal.get(), 0, start);
  p.count(status::succeeded, 0, start + 1ms);
  CHECK(shown_on(terminal).empty());
  p.finish(start + 1s);
  CHECK(shown_on(terminal) == "\r\x1b[K1 jobs, 1/s  succeeded 1\n");
}

TEST_CASE("nothing is shown behind the finish", "[workers][progress]") {
  const auto terminal = test::memory_file();
  progress p(terminal.get(), 0, start);
  p.finish(start + 1s);
  const auto before = shown_on(terminal);
  p.count(status::succeeded, 0, start + 10s);
  CHECK(shown_on(terminal) == before);
}

TEST_CASE("a terminal that went away is no error", "[workers][progress]") {
  progress p(-1, 0, start);
  p.count(status::succeeded, 0, start + 1s);
  p.finish(start + 2s);
  CHECK(p.line(start + 2s) == "1 jobs, 0/s  succeeded 1");
}
