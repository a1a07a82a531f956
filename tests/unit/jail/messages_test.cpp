// SPDX-License-Identifier: Apache-2.0
#include "sample_messages.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace cordon;
using namespace cordon::jail;
using namespace cordon::jail::samples;

namespace {

const std::string largest_count = "\xff\xff\xff\xff";

} // namespace

TEST_CASE("a set-up comes back as it was sent", "[jail][messages]") {
  const auto sent = sample_setup();
  const auto bytes = encode(sent);
  CHECK(kind_of(bytes) == message_kind::setup);
  const auto got = decode_setup(bytes).value();
  CHECK(got.role == role::analyse);
  CHECK(got.host_uid == sent.host_uid);
  CHECK(got.cgroup_files == sent.cgroup_files);
  CHECK_FALSE(got.any_import);
  CHECK(got.programs_fork);
  CHECK(got.allowed_imports == sent.allowed_imports);
  CHECK(got.preload == sent.preload);
  CHECK(got.packages == sent.packages);
  CHECK(got.listeners == sent.listeners);
  REQUIRE(got.policies.size() == 2);
  const auto& policy = got.policies[0];
  CHECK_FALSE(policy.enabled);
  CHECK(policy.forbidden_imports == sent.policies[0].forbidden_imports);
  CHECK(policy.forbidden_functions == sent.policies[0].forbidden_functions);
  CHECK(policy.forbidden_attributes == sent.policies[0].forbidden_attributes);
  CHECK(policy.max_operations == 77);
  CHECK_FALSE(policy.allow_getattr);
  CHECK(policy.allow_setattr);
  CHECK(encode(got) == bytes);
}

TEST_CASE("a set-up with a cgroup file that is none, or there twice, is refused",
          "[jail][messages]") {
  auto sent = sample_setup();
  sent.cgroup_files = {static_cast<cgroup_file>(cgroup_file_count)};
  CHECK_FALSE(decode_setup(encode(sent)));
  sent.cgroup_files = {cgroup_file::kill, cgroup_file::memory_limit, cgroup_file::kill};
  CHECK_FALSE(decode_setup(encode(sent)));
  sent.cgroup_files = {};
  CHECK(decode_setup(encode(sent)));
}

TEST_CASE("readiness comes back as it was sent", "[jail][messages]") {
  const auto bytes = encode(sample_ready());
  CHECK(kind_of(bytes) == message_kind::ready);
  const auto got = decode_ready(bytes).value();
  CHECK(got.layers == sample_ready().layers);
  CHECK(got.problem == sample_ready().problem);
}

TEST_CASE("who was born has a process id", "[jail][messages]") {
  CHECK(kind_of(encode_birth()) == message_kind::birth);
  CHECK(kind_of(encode_born(7)) == message_kind::born);
  CHECK(decode_born(encode_born(7)).value() == 7);
  CHECK_FALSE(decode_born(encode_born(0)));
  CHECK_FALSE(decode_born(encode_born(-1)));
}

TEST_CASE("an order comes back as it was sent", "[jail][messages]") {
  auto sent = sample_order();
  const auto bytes = encode(sent);
  CHECK(kind_of(bytes) == message_kind::job);
  const auto got = decode_job_order(bytes).value();
  CHECK(got.run == sent.run);
  CHECK(got.limits == sent.limits);
  CHECK(got.code == sent.code);
  CHECK(got.context_json == sent.context_json);
  CHECK(got.stdin_text == sent.stdin_text);
  CHECK(got.files == sent.files);
  CHECK(got.allowed_imports == sent.allowed_imports);

  sent.allowed_imports.reset();
  CHECK_FALSE(decode_job_order(encode(sent)).value().allowed_imports);
  sent.allowed_imports.emplace();
  CHECK(decode_job_order(encode(sent)).value().allowed_imports == std::vector<std::string>{});
}

TEST_CASE("a cancel comes back as it was sent", "[jail][messages]") {
  const auto bytes = encode_cancel(UINT64_MAX);
  CHECK(kind_of(bytes) == message_kind::cancel);
  CHECK(decode_cancel(bytes) == UINT64_MAX);
}

TEST_CASE("a report comes back as it was sent", "[jail][messages]") {
  auto sent = sample_report();
  for (const auto how : {ending::exited, ending::signaled, ending::timed_out, ending::cancelled,
                         ending::not_started}) {
    sent.ending = how;
    const auto bytes = encode(sent);
    CHECK(kind_of(bytes) == message_kind::report);
    const auto got = decode_report(bytes).value();
    CHECK(got.run == sent.run);
    CHECK(got.ending == how);
    CHECK(got.status == sent.status);
    CHECK(got.forbidden_syscall == sent.forbidden_syscall);
    CHECK(got.wall == sent.wall);
    CHECK(got.memory_peak_bytes == sent.memory_peak_bytes);
    CHECK(got.oom_kills == sent.oom_kills);
    CHECK(got.has_artifacts);
    CHECK(got.artifacts_problem == sent.artifacts_problem);
    CHECK(got.problem == sent.problem);
    CHECK(got.phases.prepare == sent.phases.prepare);
    CHECK(got.phases.collect == sent.phases.collect);
    CHECK(encode(got) == bytes);
  }
}

TEST_CASE("a verdict comes back as it was written", "[jail][messages]") {
  auto sent = sample_verdict();
  for (const auto how : {claim::none, claim::completed, claim::exited, claim::raised}) {
    sent.claim = how;
    const auto bytes = encode(sent);
    const auto got = decode_verdict(bytes).value();
    CHECK(got.claim == how);
    CHECK(got.exit_code == sent.exit_code);
    CHECK(got.return_value_is_repr);
    CHECK(got.return_value == sent.return_value);
    CHECK(got.return_value_problem == sent.return_value_problem);
    CHECK(got.exception == sent.exception);
    CHECK(got.message == sent.message);
    CHECK(got.traceback == sent.traceback);
    CHECK(got.refused_import == sent.refused_import);
    CHECK(got.os_error == sent.os_error);
  }
}

TEST_CASE("a request to analyse comes back as it was sent", "[jail][messages]") {
  const auto sent = sample_request();
  const auto bytes = encode(sent);
  CHECK(kind_of(bytes) == message_kind::analyse);
  const auto got = decode_analysis_request(bytes).value();
  CHECK(got.run == sent.run);
  CHECK(got.policy == sent.policy);
  CHECK_FALSE(got.check_policy);
  CHECK(got.any_import);
  CHECK(got.allowed_imports == sent.allowed_imports);
  CHECK(got.code == sent.code);
  CHECK_FALSE(got.check_syntax);
}

TEST_CASE("findings come back as they were sent", "[jail][messages]") {
  const auto bytes = encode(sample_analysis());
  CHECK(kind_of(bytes) == message_kind::findings);
  const auto got = decode_analysis(bytes).value();
  CHECK(got.run == sample_analysis().run);
  CHECK(got.violations == sample_analysis().violations);
}

TEST_CASE("an empty body is of no kind", "[jail][messages]") {
  CHECK_FALSE(kind_of(""));
}

TEST_CASE("enumerators that do not exist are refused", "[jail][messages]") {
  const auto with = [](std::string bytes, size_t at, char value) {
    bytes.at(at) = value;
    return bytes;
  };
  constexpr size_t behind_kind = 1;
  constexpr size_t behind_run = 9;
  for (const char role : {'\0', '\3', '\xff'})
    CHECK_FALSE(decode_setup(with(encode(sample_setup()), behind_kind, role)));
  for (const char ending : {'\0', '\6', '\xff'})
    CHECK_FALSE(decode_report(with(encode(sample_report()), behind_run, ending)));
  for (const char claim : {'\4', '\xff'})
    CHECK_FALSE(decode_verdict(with(encode(sample_verdict()), 0, claim)));
  auto findings = sample_analysis();
  findings.violations[0].severity = static_cast<job::severity>(3);
  CHECK_FALSE(decode_analysis(encode(findings)));
}

TEST_CASE("a report of what no kernel tells is refused", "[jail][messages][hostile]") {
  using namespace std::chrono_literals;
  REQUIRE(decode_report(encode(sample_report())));
  for (const int32_t status : {-1, 256, std::numeric_limits<int32_t>::max()}) {
    auto report = sample_report();
    report.status = status;
    CHECK_FALSE(decode_report(encode(report)));
  }
  auto report = sample_report();
  report.wall = -1ns;
  CHECK_FALSE(decode_report(encode(report)));
  for (auto time : {&phase_times::prepare, &phase_times::confine, &phase_times::program,
                    &phase_times::reap, &phase_times::collect}) {
    report = sample_report();
    report.phases.*time = -1ns;
    CHECK_FALSE(decode_report(encode(report)));
  }
}

TEST_CASE("a message is not taken for one of another kind", "[jail][messages]") {
  for (const auto& one : codecs())
    for (const auto& other : codecs())
      if (one.name != other.name && other.name != "verdict" && one.name != "verdict") {
        CAPTURE(one.name, other.name);
        CHECK_FALSE(one.decodes(other.bytes));
      }
}

TEST_CASE("every message cut short, and every one with a byte too many, is refused",
          "[jail][messages]") {
  for (const auto& one : codecs()) {
    CAPTURE(one.name);
    REQUIRE(one.decodes(one.bytes));
    size_t taken = 0;
    for (size_t size = 0; size < one.bytes.size(); ++size)
      taken += one.decodes(exact_copy(one.bytes.substr(0, size)).view());
    CHECK(taken == 0);
    CHECK_FALSE(one.decodes(one.bytes + '\0'));
  }
}

TEST_CASE("an unreadable message says which kind was expected", "[jail][messages]") {
  const auto failed = decode_report("x");
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == errc::protocol);
  CHECK(failed.error().text() == "jail: not a well-formed report message");
}

TEST_CASE("messages whose counts lie are refused without taking memory", "[jail][messages]") {
  for (const auto& one : codecs()) {
    CAPTURE(one.name);
    size_t taken = 0;
    for (size_t at = 1; at + largest_count.size() <= one.bytes.size(); ++at) {
      auto lying = one.bytes;
      lying.replace(at, largest_count.size(), largest_count);
      // A count of four thousand million texts would not fit this machine's memory.
      taken += one.decodes(exact_copy(lying).view());
    }
    CHECK(taken < one.bytes.size());
  }
}

TEST_CASE("no mutation of a message does harm", "[jail][messages][hostile]") {
  for (const auto& one : codecs()) {
    CAPTURE(one.name);
    mutator mutate(20261123);
    size_t refused = 0;
    for (int i = 0; i < 20'000; ++i)
      refused += !one.decodes(exact_copy(mutate(one.bytes)).view());
    CHECK(refused > 0);
  }
}
