// SPDX-License-Identifier: Apache-2.0
#include "publish/line_writer.hpp"

#include "io/read_file.hpp"
#include "io/sample_files.hpp"
#include "io/tally.hpp"

#include <catch2/catch_test_macros.hpp>
#include <csignal>

using namespace cordon;
using publish::line_writer;

namespace {

/// Writing to a closed pipe is an error here, as it is in cordon's own programs.
struct no_sigpipe {
  void (*before)(int) = std::signal(SIGPIPE, SIG_IGN);
  ~no_sigpipe() { std::signal(SIGPIPE, before); }
};

struct sink {
  test::tally published;
  test::tally written;
  test::tally failures;
  std::vector<job::status> statuses;
  line_writer writer;

  explicit sink(int fd)
      : writer(fd, {.on_written =
                        [this](job::status status) {
                          statuses.push_back(status);
                          written.add();
                        },
                    .on_failure = [this] { failures.add(); }}) {}

  void publish(const std::string& json, job::status status = job::status::succeeded) {
    job::result result;
    result.status = status;
    writer.publish(job::job{}, result, json, [this] { published.add(); });
  }
};

std::string content(const io::unique_fd& file) {
  return io::read_at(file.get(), 0, io::file_size(file.get()));
}

} // namespace

TEST_CASE("results are written as lines in the order of publishing", "[publish][line_writer]") {
  const auto file = test::memory_file();
  sink s(file.get());
  s.publish("{\"a\":1}");
  s.publish("{\"b\":2}", job::status::failed);
  s.publish("{\"c\":3}", job::status::rejected);
  REQUIRE(s.written.reaches(3));
  CHECK(content(file) == "{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n");
  CHECK(s.published.count() == 3);
  CHECK(s.statuses
        == std::vector{job::status::succeeded, job::status::failed, job::status::rejected});
  CHECK_FALSE(s.writer.failure());
}

TEST_CASE("nothing is lost at the writer's end", "[publish][line_writer]") {
  const auto file = test::memory_file();
  std::string expected;
  test::tally published;
  {
    line_writer writer(file.get(), {.on_written = [](job::status) {}, .on_failure = [] {}});
    for (int i = 0; i < 2'000; ++i) {
      const auto json = std::to_string(i) + std::string(200, 'x');
      expected += json + '\n';
      writer.publish(job::job{}, job::result{}, json, [&] { published.add(); });
    }
  }
  CHECK((content(file) == expected));
  CHECK(published.count() == 2'000);
}

TEST_CASE("a closed writer has written all, and calls back no more", "[publish][line_writer]") {
  const auto file = test::memory_file();
  sink s(file.get());
  for (int i = 0; i < 100; ++i)
    s.publish("{}");
  s.writer.close();
  CHECK(s.published.count() == 100);
  CHECK(content(file).size() == 300);
  s.writer.close();
  CHECK(s.written.count() == 100);
}

TEST_CASE("a line longer than the pipe goes out whole", "[publish][line_writer]") {
  const auto pipe = test::make_pipe();
  sink s(pipe.write.get());
  const std::string json(1'000'000, 'j');
  s.publish(json);
  std::string got(json.size() + 1, '\0');
  for (size_t at = 0; at < got.size();) {
    const auto n = read(pipe.read.get(), got.data() + at, got.size() - at);
    REQUIRE(n > 0);
    at += static_cast<size_t>(n);
  }
  CHECK((got == json + '\n'));
  CHECK(s.written.reaches(1));
}

TEST_CASE("a failure is told once, and nothing counts as published after it",
          "[publish][line_writer]") {
  const no_sigpipe quiet;
  auto pipe = test::make_pipe();
  sink s(pipe.write.get());
  pipe.read.reset();
  s.publish("{}");
  REQUIRE(s.failures.reaches(1));
  for (int i = 0; i < 10; ++i)
    s.publish("{}");
  const auto failure = s.writer.failure();
  REQUIRE(failure);
  CHECK(failure->code == errc::system);
  CHECK(failure->text().find("cannot write a result: Broken pipe") != std::string::npos);
  CHECK(s.published.count() == 0);
  CHECK(s.failures.count() == 1);
}

TEST_CASE("a batch of which the first line fails fails once", "[publish][line_writer]") {
  const no_sigpipe quiet;
  test::tally failures;
  {
    line_writer writer(-1,
                       {.on_written = [](job::status) {}, .on_failure = [&] { failures.add(); }});
    for (int i = 0; i < 100; ++i)
      writer.publish(job::job{}, job::result{}, "{}", [] {});
  }
  CHECK(failures.count() == 1);
}
