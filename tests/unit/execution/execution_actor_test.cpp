// SPDX-License-Identifier: Apache-2.0
#include "execution/execution_actor.hpp"

#include "supervision/pipeline_fixture.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace cordon;
using namespace cordon::execution;

namespace {

/// Runs nothing: notes what it is asked for and answers when the test says so.
class fake_sandbox : public sandbox {
public:
  void run(uint64_t run, job::job_ptr job, on_done done) override {
    asked.push_back({run, job->id});
    waiting[run] = std::move(done);
  }
  void cancel(uint64_t run) override { cancelled.push_back(run); }

  std::vector<std::pair<uint64_t, std::string>> asked;
  std::vector<uint64_t> cancelled;
  std::map<uint64_t, on_done> waiting;
};

/// A pipeline whose execution stage is the real one. The loop's thread sends only while the test
/// waits for it: the test scheduler is not thread-safe.
struct execution_fixture {
  fake_sandbox sandbox;
  io::event_loop loop;
  supervision::fakes::fake_stages stages;
  std::vector<job::audit_note> notes;
  test::test_system system;
  audit::audit_actor audit = system.spawn(supervision::fakes::fake_audit, &notes);
  execution_actor execution;
  supervision::pipeline_actor pipeline;

  execution_fixture() {
    auto factories = stages.factories(system);
    factories.execution = [this](const job::progress_actor& progress) {
      execution = system.spawn(run_programs, progress, job::audit_port(audit), &loop,
                               static_cast<execution::sandbox*>(&sandbox));
      return execution;
    };
    pipeline =
        system.spawn(supervision::run_pipeline, factories, audit, supervision::pipeline_options());
  }

  void settle() {
    system.settle();
    loop.run_and_wait([] {});
    system.settle();
  }

  /// Submits a job whose source needs no check; the number under which the sandbox has it.
  uint64_t submit(const std::string& id) {
    job::job job;
    job.id = id;
    job.enable_syntax_validation = job.enable_ast_validation = false;
    system.send(pipeline, submit_atom_v,
                job::submission{.job = std::make_shared<const job::job>(job)});
    settle();
    REQUIRE_FALSE(sandbox.asked.empty());
    REQUIRE(sandbox.asked.back().second == id);
    return sandbox.asked.back().first;
  }

  void answer(uint64_t run, const expected<outcome>& ended) {
    loop.run_and_wait([&] { sandbox.waiting.at(run)(ended); });
    settle();
  }

  static outcome exited() {
    outcome o;
    o.ending = jail::ending::exited;
    jail::verdict verdict;
    verdict.claim = jail::claim::completed;
    verdict.return_value = "42";
    o.verdict_bytes = jail::encode(verdict);
    return o;
  }
};

} // namespace

TEST_CASE("a program that ran is answered, and the audit told", "[execution][actor]") {
  execution_fixture f;
  f.answer(f.submit("a"), f.exited());
  REQUIRE(f.stages.got.size() == 1);
  CHECK(f.stages.got[0].stage == supervision::stage::redaction);
  CHECK(f.stages.got[0].result->return_value_json == "42");
  REQUIRE(f.notes.size() == 3);
  CHECK(f.notes[0].step == "accepted");
  CHECK(f.notes[1].step == "started");
  CHECK(f.notes[1].detail.at("profile") == "default");
  CHECK(f.notes[2].step == "finished");
  CHECK(f.notes[2].detail
        == std::map<std::string, std::string>{{"status", "succeeded"}, {"error_type", "none"}});
}

TEST_CASE("a program that could not be started is answered as the sandbox's error",
          "[execution][actor]") {
  execution_fixture f;
  f.answer(f.submit("a"), fail(errc::system, "no process", "fork", true));
  REQUIRE(f.stages.got.size() == 1);
  const auto& result = *f.stages.got[0].result;
  CHECK(result.status == job::status::failed);
  CHECK(result.error_type == job::error_type::SandboxError);
  CHECK(result.error_message == "The program could not be started: fork: no process");
  CHECK(result.can_retry);
  f.answer(f.submit("b"), fail(errc::system, "no layer", "", false));
  CHECK_FALSE(f.stages.got.back().result->can_retry);
}

TEST_CASE("a program whose runner died is run again", "[execution][actor]") {
  execution_fixture f;
  const auto code = GENERATE(errc::peer_died, errc::protocol);
  const auto first = f.submit("a");
  f.answer(first, fail(code, "the runner died"));
  CHECK(f.stages.got.empty());
  REQUIRE(f.sandbox.asked.size() == 2);
  CHECK(f.sandbox.asked[1].second == "a");
  CHECK(f.sandbox.asked[1].first != first);
  f.answer(f.sandbox.asked[1].first, f.exited());
  CHECK(f.stages.got.size() == 1);
}

TEST_CASE("a run is answered once", "[execution][actor]") {
  execution_fixture f;
  const auto run = f.submit("a");
  f.answer(run, f.exited());
  f.answer(run, f.exited());
  f.answer(run, fail(errc::peer_died, "late"));
  CHECK(f.stages.got.size() == 1);
  CHECK(f.sandbox.asked.size() == 1);
}

TEST_CASE("a cancelled program is answered with what it did, an abandoned one is not",
          "[execution][actor]") {
  execution_fixture f;
  const auto run = f.submit("a");
  const auto lost = f.submit("b");
  f.system.send(f.execution, cancel_atom_v, run);
  f.system.send(f.execution, abandon_atom_v, lost);
  f.settle();
  CHECK(f.sandbox.cancelled == std::vector{run, lost});
  outcome killed;
  killed.ending = jail::ending::cancelled;
  killed.out.bytes = "so far";
  f.answer(lost, killed);
  CHECK(f.stages.got.empty());
  f.answer(run, killed);
  REQUIRE(f.stages.got.size() == 1);
  CHECK(f.stages.got[0].result->status == job::status::cancelled);
  CHECK(f.stages.got[0].result->stdout_text == "so far");
}

TEST_CASE("an actor that ends cancels its programs, which another one runs anew",
          "[execution][actor]") {
  execution_fixture f;
  const auto done = f.submit("done");
  f.answer(done, f.exited());
  const auto first = f.submit("a");
  const auto second = f.submit("b");
  f.system.stop(f.execution);
  f.settle();
  CHECK(f.sandbox.cancelled == std::vector{first, second});
  REQUIRE(f.sandbox.asked.size() == 5);
  CHECK(f.sandbox.asked[3].second == "a");
  CHECK(f.sandbox.asked[4].second == "b");
}
