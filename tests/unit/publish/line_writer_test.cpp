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

/// A job of that id, and its result.
struct finished_job {
  job::run run;
  std::shared_ptr<job::result> result = std::make_shared<job::result>();

  explicit finished_job(std::string id, job::status status = job::status::succeeded) {
    auto job = std::make_shared<job::job>();
    job->id = std::move(id);
    run.job = std::move(job);
    result->status = status;
  }

  std::string line() const { return job::to_json(*result, *run.job) + '\n'; }
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

  void publish(const finished_job& one) {
    writer.publish(one.run, one.result, [this] { published.add(); });
  }
};

std::string content(const io::unique_fd& file) {
  return io::read_at(file.get(), 0, io::file_size(file.get()));
}

} // namespace

TEST_CASE("results are written as lines in the order of publishing", "[publish][line_writer]") {
  const auto file = test::memory_file();
  sink s(file.get());
  const finished_job a("a");
  const finished_job b("b", job::status::failed);
  const finished_job c("c", job::status::rejected);
  s.publish(a);
  s.publish(b);
  s.publish(c);
  REQUIRE(s.written.reaches(3));
  CHECK(content(file) == a.line() + b.line() + c.line());
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
      const finished_job one(std::to_string(i));
      expected += one.line();
      writer.publish(one.run, one.result, [&] { published.add(); });
    }
  }
  CHECK((content(file) == expected));
  CHECK(published.count() == 2'000);
}

TEST_CASE("a closed writer has written all, and calls back no more", "[publish][line_writer]") {
  const auto file = test::memory_file();
  sink s(file.get());
  const finished_job one("a");
  for (int i = 0; i < 100; ++i)
    s.publish(one);
  s.writer.close();
  CHECK(s.published.count() == 100);
  CHECK(content(file).size() == 100 * one.line().size());
  s.writer.close();
  CHECK(s.written.count() == 100);
}

TEST_CASE("a line longer than the pipe goes out whole", "[publish][line_writer]") {
  const auto pipe = test::make_pipe();
  sink s(pipe.write.get());
  finished_job large("large");
  large.result->stdout_text = std::string(1'000'000, 'j');
  const auto line = large.line();
  s.publish(large);
  std::string got(line.size(), '\0');
  for (size_t at = 0; at < got.size();) {
    const auto n = read(pipe.read.get(), got.data() + at, got.size() - at);
    REQUIRE(n > 0);
    at += static_cast<size_t>(n);
  }
  CHECK((got == line));
  CHECK(s.written.reaches(1));
}

TEST_CASE("a failure is told once, and nothing counts as published after it",
          "[publish][line_writer]") {
  const no_sigpipe quiet;
  auto pipe = test::make_pipe();
  sink s(pipe.write.get());
  pipe.read.reset();
  const finished_job one("a");
  s.publish(one);
  REQUIRE(s.failures.reaches(1));
  for (int i = 0; i < 10; ++i)
    s.publish(one);
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
    const finished_job one("a");
    for (int i = 0; i < 100; ++i)
      writer.publish(one.run, one.result, [] {});
  }
  CHECK(failures.count() == 1);
}
