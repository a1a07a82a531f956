// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fake_stages.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cordon::supervision::fakes {

/// A pipeline of fake stages with an audit.
struct pipeline_fixture {
  fake_stages stages;
  std::vector<job::audit_note> notes;
  std::optional<caf::error> end; ///< why the pipeline ended, once it has
  test::test_system system;
  audit::audit_actor audit = system.spawn(fake_audit, &notes);
  pipeline_actor pipeline;

  explicit pipeline_fixture(pipeline_options options = {})
      : pipeline(system.spawn(run_pipeline, stages.factories(system), audit, std::move(options))) {
    caf::actor_cast<caf::actor>(pipeline)->attach_functor(
        [this](const caf::error& why) { end = why; });
    system.settle();
  }

  static std::shared_ptr<job::job> make_job(const std::string& id,
                                            job::job_type type = job::job_type::execute) {
    auto job = std::make_shared<job::job>();
    job->id = id;
    job->type = type;
    return job;
  }

  void submit(std::shared_ptr<const job::job> job) {
    submit(job::submission{.job = std::move(job)});
  }
  void submit(job::submission submission) { tell(submit_atom_v, std::move(submission)); }

  /// Sends the pipeline a message in a stage's place.
  template <class... Values>
  void tell(Values&&... values) {
    system.send(pipeline, std::forward<Values>(values)...);
    system.settle();
  }

  static job::result_ptr result(const std::string& out = {}) {
    auto made = std::make_shared<job::result>();
    made->stdout_text = out;
    return made;
  }

  /// The one thing that was given to a stage since the last look.
  delivery taken() {
    REQUIRE(stages.got.size() == seen_ + 1);
    return stages.got[seen_++];
  }

  delivery taken_by(stage where) {
    auto one = taken();
    REQUIRE(one.stage == where);
    return one;
  }

  bool nothing_more_taken() const { return stages.got.size() == seen_; }

private:
  size_t seen_ = 0;
};

} // namespace cordon::supervision::fakes
