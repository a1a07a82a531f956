// SPDX-License-Identifier: Apache-2.0
#include "intake/record_starter.hpp"

#include "delay/delay_headers.hpp"
#include "fake_intake_port.hpp"
#include "job/wall_clock.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::intake;

namespace {

struct starter_fixture {
  job::profile_map profiles = job::builtin_profiles();
  cancellations cancelled;
  test::fake_intake_port port;
  job_flow flow{{}};
  record_starter starter{flow,      port,
                         cancelled, {profiles, "cordon.replies", {"*-replies"}},
                         3,         [](const std::function<void()>& work) { work(); }};
  int64_t next_offset = 0;
  int64_t timestamp_ms = 1'000;
  job::record_headers headers;

  starter_fixture() { flow.assign({"jobs", 0}, 0); }

  job::record_ptr read(const std::string& value) {
    auto record = std::make_shared<job::record>();
    record->at = {"jobs", 0, next_offset++};
    record->timestamp_ms = timestamp_ms;
    record->value = value;
    record->headers = headers;
    flow.add(record);
    starter.start_ready();
    return record;
  }

  job::record_ptr read_job() { return read(R"json({"id": "a", "user_id": 7, "code": "1"})json"); }
};

} // namespace

TEST_CASE("a job is looked up before it runs", "[intake][record_starter]") {
  starter_fixture f;
  f.read_job();
  REQUIRE(f.port.look_ups.size() == 1);
  CHECK(f.port.submitted.empty());
  f.port.look_ups[0]({.starts = 1, .result = {}, .counted = true});
  REQUIRE(f.port.submitted.size() == 1);
  CHECK(f.port.submitted[0].job->id == "a");
  CHECK(f.port.submitted[0].earlier_starts == 1);
  CHECK(f.port.submitted[0].request);
}

TEST_CASE("a record that has its result is answered with it and not run",
          "[intake][record_starter]") {
  starter_fixture f;
  const auto record = f.read_job();
  f.port.look_ups[0]({.starts = 0, .result = "{}", .counted = false});
  CHECK(f.port.submitted.empty());
  CHECK(f.port.answered == std::vector<std::string>{"a {}"});
  CHECK(f.flow.committable().begin()->second == 0);
  f.port.ends[0]();
  CHECK(f.flow.committable().begin()->second == 1);
}

TEST_CASE("what is no job needs no looking up", "[intake][record_starter]") {
  starter_fixture f;
  f.read("no json");
  CHECK(f.port.look_ups.empty());
  REQUIRE(f.port.submitted.size() == 1);
  CHECK(f.port.submitted[0].rejected->malformed);
}

TEST_CASE("a cancelled job has its answer before it starts", "[intake][record_starter][cancel]") {
  starter_fixture f;
  SECTION("cancelled at its own time or later") {
    f.cancelled.add("7", "a", 1'000);
    f.read_job();
    CHECK(f.port.look_ups.empty());
    REQUIRE(f.port.submitted.size() == 1);
    REQUIRE(f.port.submitted[0].answer);
    CHECK(f.port.submitted[0].answer->status == job::status::cancelled);
  }
  SECTION("a job that came after the cancellation runs") {
    f.cancelled.add("7", "a", 999);
    f.read_job();
    CHECK(f.port.look_ups.size() == 1);
  }
  SECTION("another user's job runs") {
    f.cancelled.add("8", "a", 2'000);
    f.read_job();
    CHECK(f.port.look_ups.size() == 1);
  }
}

TEST_CASE("a cancellation counts until the very start", "[intake][record_starter][cancel]") {
  starter_fixture f;
  f.read_job();
  SECTION("that comes while Redis is asked: the job is answered") {
    f.cancelled.add("7", "a", 1'000);
    f.port.look_ups[0]({.starts = 0, .result = {}, .counted = true});
    CHECK(f.port.submitted.at(0).answer);
    CHECK(f.port.cancelled.empty());
  }
  SECTION("that comes while the job is handed over: the pipeline is told again") {
    f.port.on_submit = [&f] { f.cancelled.add("7", "a", 1'000); };
    f.port.look_ups[0]({.starts = 0, .result = {}, .counted = true});
    CHECK(f.port.cancelled == std::vector<std::string>{"a"});
  }
}

TEST_CASE("nothing starts while the ways out are full", "[intake][record_starter]") {
  starter_fixture f;
  f.port.room = false;
  f.read_job();
  CHECK(f.port.look_ups.empty());
  f.port.room = true;
  f.starter.start_ready();
  CHECK(f.port.look_ups.size() == 1);
}

TEST_CASE("a record that could take the worker down a last time runs alone, and is counted first",
          "[intake][record_starter][suspect]") {
  starter_fixture f;
  f.read_job();
  f.port.look_ups[0]({.starts = 2, .result = {}, .counted = false});
  CHECK(f.port.submitted.empty());
  f.starter.start_ready();
  REQUIRE(f.port.counted.size() == 1);
  CHECK(f.port.submitted.empty());
  f.port.counted[0]();
  REQUIRE(f.port.submitted.size() == 1);
  CHECK(f.port.submitted[0].earlier_starts == 2);
}

TEST_CASE("a record under which workers died too often goes on to be given up",
          "[intake][record_starter][suspect]") {
  starter_fixture f;
  f.read_job();
  f.port.look_ups[0]({.starts = 3, .result = {}, .counted = false});
  REQUIRE(f.port.submitted.size() == 1);
  CHECK(f.port.submitted[0].earlier_starts == 3);
}

TEST_CASE("without Redis nothing is counted and nothing suspected",
          "[intake][record_starter][suspect]") {
  starter_fixture f;
  f.read_job();
  f.port.look_ups[0]({.starts = 0, .result = {}, .counted = false});
  CHECK(f.port.submitted.size() == 1);
}

TEST_CASE("a start that came to nothing is taken back", "[intake][record_starter][rebalance]") {
  starter_fixture f;
  f.read_job();
  f.flow.hold({"jobs", 0});
  f.port.look_ups[0]({.starts = 0, .result = {}, .counted = true});
  CHECK(f.port.submitted.empty());
  CHECK(f.port.taken_back == std::vector<int64_t>{0});
  CHECK(f.port.gone == std::vector<int64_t>{0});
}

TEST_CASE("a record that has no claim has none to let go", "[intake][record_starter][rebalance]") {
  starter_fixture f;
  f.read_job();
  f.flow.hold({"jobs", 0});
  SECTION("since it has its result") {
    f.port.look_ups[0]({.result = "{}"});
  }
  SECTION("since another has it") {
    f.port.look_ups[0]({.claim = job::claim::running_elsewhere});
  }
  CHECK(f.port.gone.empty());
}

TEST_CASE("another job of a name that is taken is refused", "[intake][record_starter][dedupe]") {
  starter_fixture f;
  f.read_job();
  f.port.look_ups[0]({.claim = job::claim::conflict});
  REQUIRE(f.port.submitted.size() == 1);
  const auto& refused = f.port.submitted[0].rejected;
  REQUIRE(refused);
  CHECK(refused->message.starts_with("id: 'a' names another job of this user"));
  CHECK(refused->field == "id");
  CHECK_FALSE(refused->malformed);
  CHECK(refused->header.id == "a");
  CHECK(refused->header.user_id_json == "7");
  CHECK_FALSE(f.port.submitted[0].job);
}

TEST_CASE("the same job waits for the one that runs, is looked up again and gets its result",
          "[intake][record_starter][dedupe]") {
  starter_fixture f;
  f.read_job();
  f.port.look_ups[0]({.claim = job::claim::running_elsewhere});
  CHECK(f.port.submitted.empty());
  REQUIRE(f.port.later.size() == 1);
  CHECK(f.port.look_ups.size() == 1);
  f.port.later[0]();
  REQUIRE(f.port.look_ups.size() == 2);
  f.port.look_ups[1]({.claim = job::claim::running_elsewhere});
  REQUIRE(f.port.later.size() == 2);
  f.port.later[1]();
  f.port.look_ups[2]({.result = "{}"});
  CHECK(f.port.answered == std::vector<std::string>{"a {}"});
  f.port.ends[0]();
  CHECK(f.flow.committable().begin()->second == 1);
}

TEST_CASE("a record that waits for another can be cancelled", "[intake][record_starter][dedupe]") {
  starter_fixture f;
  f.read_job();
  f.port.look_ups[0]({.claim = job::claim::running_elsewhere});
  f.cancelled.add("7", "a", 1'000);
  f.port.later[0]();
  CHECK(f.port.submitted.at(0).answer->status == job::status::cancelled);
}

TEST_CASE("a record that waited for another and is another worker's now is left alone",
          "[intake][record_starter][dedupe]") {
  starter_fixture f;
  f.read_job();
  f.port.look_ups[0]({.claim = job::claim::running_elsewhere});
  f.flow.hold({"jobs", 0});
  f.port.later[0]();
  CHECK(f.port.look_ups.size() == 1);
  CHECK(f.port.submitted.empty());
}

TEST_CASE("a suspect runs though the same job waits for it",
          "[intake][record_starter][dedupe][suspect]") {
  starter_fixture f;
  f.read_job();
  f.read_job();
  f.port.look_ups[1]({.claim = job::claim::running_elsewhere});
  f.port.look_ups[0]({.starts = 2});
  f.starter.start_ready();
  CHECK(f.port.counted.size() == 1);
}

TEST_CASE("expiry and cancellation of a copy go by the first record's time",
          "[intake][record_starter][dedupe]") {
  starter_fixture f;
  f.cancelled.add("7", "a", 1'000);
  f.timestamp_ms = 5'000;
  f.headers = delay::with_delay(
      {},
      {.due_ms = {}, .attempts = {}, .original_timestamp_ms = 1'000, .first = {{"jobs", 0, 7}}});
  f.read_job();
  REQUIRE(f.port.submitted.size() == 1);
  CHECK(f.port.submitted[0].answer->status == job::status::cancelled);
}

TEST_CASE("a job that is to run later is put off, unclaimed and uncounted",
          "[intake][record_starter][delay]") {
  starter_fixture f;
  f.timestamp_ms = job::milliseconds_since_epoch();
  const std::string value = R"json({"id": "a", "code": "1", "countdown": 60})json";
  SECTION("and over once its copy is out") {
    f.read(value);
    CHECK(f.port.look_ups.empty());
    CHECK(f.port.submitted.empty());
    REQUIRE(f.port.put_off_jobs.size() == 1);
    CHECK(f.port.put_off_jobs[0].due_ms == f.timestamp_ms + 60'000);
    CHECK(f.flow.committable().begin()->second == 0);
    f.port.ends.at(0)();
    CHECK(f.flow.committable().begin()->second == 1);
  }
  SECTION("and looked up when it comes back") {
    f.headers = delay::with_delay({}, {.due_ms = f.timestamp_ms,
                                       .attempts = {},
                                       .original_timestamp_ms = f.timestamp_ms,
                                       .first = {{"jobs", 1, 2}}});
    f.read(value);
    CHECK(f.port.put_off_jobs.empty());
    CHECK(f.port.look_ups.size() == 1);
  }
  SECTION("but answered at once where it was cancelled before") {
    f.cancelled.add("", "a", f.timestamp_ms);
    f.read(value);
    CHECK(f.port.put_off_jobs.empty());
    CHECK(f.port.submitted.at(0).answer);
  }
}
