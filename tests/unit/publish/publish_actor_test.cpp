// SPDX-License-Identifier: Apache-2.0
#include "publish/publish_actor.hpp"

#include "../schema_check.hpp"
#include "supervision/pipeline_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;

namespace {

class fake_sink : public publish::result_sink {
public:
  void publish(const job::run& run, std::shared_ptr<const job::result> result,
               std::function<void()> published) override {
    ids.push_back(run.job->id);
    statuses.push_back(result->status);
    lines.push_back(job::to_json(*result, *run.job));
    pending.push_back(std::move(published));
  }

  std::vector<std::string> ids;
  std::vector<job::status> statuses;
  std::vector<std::string> lines;
  std::vector<std::function<void()>> pending;
};

/// A pipeline whose publish stage is the real one.
struct publish_fixture {
  fake_sink sink;
  supervision::fakes::fake_stages stages;
  std::vector<job::audit_note> notes;
  test::test_system system;
  audit::audit_actor audit = system.spawn(supervision::fakes::fake_audit, &notes);
  publish::publish_actor publish;
  supervision::pipeline_actor pipeline;

  publish_fixture() {
    auto factories = stages.factories(system);
    factories.publish = [this](const job::progress_actor& progress) {
      publish = system.spawn(publish::publish_results, progress, job::audit_port(audit),
                             static_cast<publish::result_sink*>(&sink));
      return publish;
    };
    pipeline =
        system.spawn(supervision::run_pipeline, factories, audit, supervision::pipeline_options());
    auto job = std::make_shared<job::job>();
    job->id = "a";
    job->type = job::job_type::redact;
    system.send(pipeline, submit_atom_v, job::submission{.job = job});
    system.settle();
    auto result = stages.got.at(0).result;
    result->text = "clean";
    system.send(pipeline, redacted_atom_v, stages.got.at(0).number, result);
    system.settle();
  }
};

} // namespace

TEST_CASE("a result goes to the sink", "[publish][actor]") {
  publish_fixture f;
  REQUIRE(f.sink.lines.size() == 1);
  CHECK(f.sink.ids[0] == "a");
  CHECK(f.sink.statuses[0] == job::status::succeeded);
  CHECK(f.sink.lines[0].find("\"text\":\"clean\"") != std::string::npos);
  CHECK_FALSE(cordon::test::schema_problem("result.schema.json", f.sink.lines[0]));
}

TEST_CASE("the audit is told of an answer", "[publish][actor][audit]") {
  publish_fixture f;
  REQUIRE(f.notes.size() == 2);
  CHECK(f.notes[1].step == "answered");
  CHECK(f.notes[1].job_id == "a");
  CHECK(f.notes[1].run == f.notes[0].run);
  CHECK(f.notes[1].detail == std::map<std::string, std::string>{{"status", "succeeded"}});
}

TEST_CASE("a job is done when its result is where its asker finds it, not before",
          "[publish][actor]") {
  publish_fixture f;
  SECTION("before: the publisher's death drives the job again") {
    f.system.stop(f.publish);
    CHECK(f.stages.got.size() == 2);
  }
  SECTION("after: nothing is left to drive") {
    f.sink.pending.at(0)();
    f.system.settle();
    f.system.stop(f.publish);
    CHECK(f.stages.got.size() == 1);
  }
}

TEST_CASE("the audit is told where a job is to run again in place of an answer",
          "[publish][actor][audit]") {
  publish_fixture f;
  auto failed = std::make_shared<job::result>(
      job::make_failure(job::status::failed, job::error_type::SandboxError, "no slot"));
  failed->retry_at_ms = 1;
  job::run run;
  run.job = std::make_shared<const job::job>();
  f.system.send(f.publish, publish_atom_v, run, failed);
  f.system.settle();
  CHECK(f.notes.back().step == "delayed");
  CHECK(f.notes.back().detail == std::map<std::string, std::string>{{"status", "failed"}});
}
