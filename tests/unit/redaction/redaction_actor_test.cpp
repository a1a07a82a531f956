// SPDX-License-Identifier: Apache-2.0
#include "redaction/redaction_actor.hpp"

#include "samples.hpp"
#include "supervision/pipeline_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::redaction::samples;

namespace {

/// A pipeline whose redaction stage is the real one.
struct redaction_fixture {
  supervision::fakes::fake_stages stages;
  std::vector<job::audit_note> notes;
  test::test_system system;
  audit::audit_actor audit = system.spawn(supervision::fakes::fake_audit, &notes);
  supervision::pipeline_actor pipeline;

  redaction_fixture() {
    auto factories = stages.factories(system);
    factories.redaction = [this](const job::progress_actor& progress) {
      return system.spawn(redaction::redact_results, progress, job::audit_port(audit),
                          redactions());
    };
    pipeline =
        system.spawn(supervision::run_pipeline, factories, audit, supervision::pipeline_options());
  }

  static std::shared_ptr<const redaction::profile_redactions> redactions() {
    job::profile default_profile;
    default_profile.redaction = {{"us_ssn"}, false};
    job::profile mail;
    mail.redaction = {{"email_address"}, false};
    return std::make_shared<const redaction::profile_redactions>(
        redaction::prepare_redactions(
            {{"default", std::make_shared<const job::profile>(default_profile)},
             {"mail", std::make_shared<const job::profile>(mail)}})
            .value());
  }

  /// What becomes of `text` in a job of that profile.
  std::string redacted(const std::string& text, const std::string& profile) {
    job::job job;
    job.id = "a";
    job.type = job::job_type::redact;
    job.profile = profile;
    job.text = text;
    system.send(pipeline, submit_atom_v,
                job::submission{.job = std::make_shared<const job::job>(job)});
    system.settle();
    REQUIRE_FALSE(stages.got.empty());
    REQUIRE(stages.got.back().stage == supervision::stage::publish);
    return stages.got.back().result->text.value();
  }
};

} // namespace

TEST_CASE("each profile has its own kinds redacted", "[redaction][actor]") {
  redaction_fixture f;
  const auto text = ssn + ' ' + email;
  CHECK(f.redacted(text, "default") == placeholder("us_ssn") + ' ' + email);
  CHECK(f.redacted(text, "mail") == ssn + ' ' + placeholder("email_address"));
}

TEST_CASE("a profile that nobody knows is redacted as the default one is", "[redaction][actor]") {
  redaction_fixture f;
  CHECK(f.redacted(ssn + ' ' + email, "gone") == placeholder("us_ssn") + ' ' + email);
}

TEST_CASE("the audit learns how much was found, not what", "[redaction][actor][audit]") {
  redaction_fixture f;
  f.redacted(ssn + ' ' + ssn, "default");
  REQUIRE(f.notes.size() == 2);
  CHECK(f.notes[1].step == "redacted");
  CHECK(f.notes[1].detail == std::map<std::string, std::string>{{"found", "2"}});
}

TEST_CASE("profiles with the same kinds share a redactor, strict or not", "[redaction][actor]") {
  const auto profile_with = [](std::vector<std::string> kinds, bool is_strict) {
    auto profile = std::make_shared<job::profile>();
    profile->redaction = {std::move(kinds), is_strict};
    return profile;
  };
  const auto prepared =
      redaction::prepare_redactions({{"a", profile_with({"us_ssn"}, false)},
                                     {"b", profile_with({"us_ssn"}, true)},
                                     {"c", profile_with({"email_address"}, false)}})
          .value();
  CHECK(prepared.at("a").redactor == prepared.at("b").redactor);
  CHECK(prepared.at("a").redactor != prepared.at("c").redactor);
  CHECK(prepared.at("b").policy.strict);
  CHECK_FALSE(prepared.at("a").policy.strict);
}

TEST_CASE("a profile that redacts a kind that does not exist is refused", "[redaction][actor]") {
  job::profile profile;
  profile.redaction.kinds = {"no_such_kind"};
  const auto prepared =
      redaction::prepare_redactions({{"default", std::make_shared<const job::profile>(profile)}});
  REQUIRE_FALSE(prepared);
  CHECK(prepared.error().code == errc::bad_input);
  CHECK(prepared.error().text().find("no_such_kind") != std::string::npos);
}
