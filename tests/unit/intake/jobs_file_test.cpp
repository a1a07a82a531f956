// SPDX-License-Identifier: Apache-2.0
#include "intake/jobs_file.hpp"

#include "io/sample_files.hpp"
#include "io/tally.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fcntl.h>
#include <thread>

using namespace cordon;
using namespace cordon::intake;

namespace {

const job::profile_map& profiles() {
  static const auto shared = job::builtin_profiles();
  return shared;
}

struct reading {
  std::vector<job::submission> submitted;
  expected<void> ended;
};

/// Reads `content`; closes the admission after `close_after` jobs.
reading read_jobs(const std::string& content, size_t close_after = SIZE_MAX) {
  reading got;
  admission gate(1'000);
  const auto file = test::memory_file(content);
  jobs_file jobs(file.get(), profiles(), gate, [&](job::submission one) {
    got.submitted.push_back(std::move(one));
    if (got.submitted.size() == close_after)
      gate.close();
  });
  got.ended = jobs.read_all();
  return got;
}

std::string id_of(const job::submission& one) {
  return one.job ? one.job->id : one.rejected->header.id;
}

} // namespace

TEST_CASE("each line is a job, with its line number for an id where it has none",
          "[intake][jobs_file]") {
  const auto got = read_jobs("{\"code\":\"1\"}\n{\"code\":\"2\",\"id\":\"mine\"}\r\n"
                             "{\"code\":\"3\"}");
  CHECK(got.ended);
  REQUIRE(got.submitted.size() == 3);
  for (const auto& one : got.submitted)
    REQUIRE(one.job);
  CHECK(id_of(got.submitted[0]) == "1");
  CHECK(id_of(got.submitted[1]) == "mine");
  CHECK(id_of(got.submitted[2]) == "3");
  CHECK(got.submitted[2].job->code == "3");
}

TEST_CASE("blank lines are nothing but count as lines", "[intake][jobs_file]") {
  const auto got = read_jobs("\n \t\r\n{\"code\":\"1\"}\n\n");
  REQUIRE(got.submitted.size() == 1);
  CHECK(id_of(got.submitted[0]) == "3");
}

TEST_CASE("a line that is no job is submitted as a rejection, and the next one counts",
          "[intake][jobs_file]") {
  const auto got = read_jobs("no json\n{\"code\":1}\n{\"code\":\"1\",\"id\":\"x\",\"huh\":1}\n"
                             "{\"code\":\"1\"}\n");
  CHECK(got.ended);
  REQUIRE(got.submitted.size() == 4);
  for (size_t i = 0; i < 3; ++i) {
    REQUIRE(got.submitted[i].rejected);
    CHECK_FALSE(got.submitted[i].job);
    CHECK_FALSE(got.submitted[i].rejected->message.empty());
  }
  CHECK(id_of(got.submitted[0]) == "1");
  CHECK(got.submitted[0].rejected->malformed);
  CHECK(got.submitted[1].rejected->field == "code");
  CHECK(id_of(got.submitted[2]) == "x");
  CHECK(got.submitted[3].job);
}

TEST_CASE("a line that is too long is rejected by number and limit", "[intake][jobs_file]") {
  const auto got =
      read_jobs("{\"code\":\"" + std::string(job::max_job_bytes, 'x') + "\"}\n{\"code\":\"1\"}\n");
  REQUIRE(got.submitted.size() == 2);
  REQUIRE(got.submitted[0].rejected);
  CHECK(id_of(got.submitted[0]) == "1");
  CHECK(got.submitted[0].rejected->malformed);
  CHECK(got.submitted[0].rejected->message == "line 1 is longer than 1500000 bytes");
  CHECK(got.submitted[1].job);
}

TEST_CASE("an empty stream has no jobs", "[intake][jobs_file]") {
  const auto got = read_jobs("");
  CHECK(got.ended);
  CHECK(got.submitted.empty());
}

TEST_CASE("nothing is read on once the admission is closed", "[intake][jobs_file]") {
  const auto got = read_jobs("{\"code\":\"1\"}\n{\"code\":\"2\"}\n{\"code\":\"3\"}\n", 2);
  CHECK(got.ended);
  CHECK(got.submitted.size() == 2);
}

TEST_CASE("closing the admission ends the waiting for input", "[intake][jobs_file]") {
  admission gate(1'000);
  const auto pipe = test::make_pipe();
  const std::string_view lines = "{\"code\":\"1\"}\n{\"code\":\"half a li";
  REQUIRE(write(pipe.write.get(), lines.data(), lines.size()) == ssize_t(lines.size()));
  size_t submitted = 0;
  test::tally first;
  jobs_file jobs(pipe.read.get(), profiles(), gate, [&](job::submission) {
    ++submitted;
    first.add();
  });
  expected<void> ended;
  std::thread reading([&] { ended = jobs.read_all(); });
  const bool had_first = first.reaches(1);
  gate.close();
  reading.join();
  CHECK(had_first);
  CHECK(ended);
  CHECK(submitted == 1);
}

TEST_CASE("a stream that cannot be read is an error", "[intake][jobs_file]") {
  admission gate(1);
  const io::unique_fd folder(open("/", O_RDONLY | O_CLOEXEC));
  jobs_file jobs(folder.get(), profiles(), gate, [](job::submission) {});
  const auto ended = jobs.read_all();
  REQUIRE_FALSE(ended);
  CHECK(ended.error().code == errc::system);
}

TEST_CASE("a job of a file that is to run later is rejected, by its field", "[intake][jobs_file]") {
  const auto got = read_jobs("{\"code\":\"1\",\"countdown\":5,\"user_id\":7}\n"
                             "{\"code\":\"1\",\"eta\":\"2000-01-01T00:00:00Z\"}\n");
  REQUIRE(got.submitted.size() == 2);
  REQUIRE(got.submitted[0].rejected);
  CHECK(got.submitted[0].rejected->message
        == "countdown: jobs of a file run at once; only a worker delays jobs");
  CHECK(got.submitted[0].rejected->field == "countdown");
  CHECK(got.submitted[0].rejected->header.user_id_json == "7");
  CHECK(got.submitted[1].job);
}
