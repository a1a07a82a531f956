// SPDX-License-Identifier: Apache-2.0
#include "configuration.hpp"
#include "configuration_file.hpp"
#include "configuration_sample.hpp"
#include "settings.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

using namespace cordon::workers;
using cordon::errc;

namespace {

/// Loads with these variables; the text of the error where there is one.
cordon::expected<configuration> load_with(std::map<std::string, std::string> environment,
                                          setting_texts flags = {}, std::string file = {}) {
  return load_configuration(
      {.file = std::move(file), .environment = std::move(environment), .flags = std::move(flags)});
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("without any source the defaults hold", "[workers][configuration]") {
  const auto c = load_configuration(configuration_sources{}).value();
  CHECK(c.slots >= 1);
  CHECK(c.log_level == "warn");
  CHECK(c.audit_file.empty());
  CHECK(c.execution.runner.ends_with("/cordon-runner"));
  CHECK(c.execution.jobs_per_runner == 1'000);
  CHECK(c.execution.runner_lifetime == std::chrono::seconds{600});
  CHECK(c.execution.uids.first == 200'000);
  CHECK(c.execution.uids.count == 1'000);
  CHECK(c.execution.cgroup_root.empty());
  CHECK(c.profiles.size() == 3);
}

TEST_CASE("a file sets every key outside of the profiles", "[workers][configuration]") {
  const auto c = load_toml(R"(
[worker]
slots = 3
log_level = "debug"
[execution]
runner = "/opt/cordon-runner"
jobs_per_runner = 7
runner_lifetime_seconds = 8
uid_first = 300000
uid_count = 9
cgroup_root = "/sys/fs/cgroup/cordon"
[audit]
file = "audit.jsonl"
)")
                     .value();
  CHECK(c.slots == 3);
  CHECK(c.log_level == "debug");
  CHECK(c.execution.runner == "/opt/cordon-runner");
  CHECK(c.execution.jobs_per_runner == 7);
  CHECK(c.execution.runner_lifetime == std::chrono::seconds{8});
  CHECK(c.execution.uids.first == 300'000);
  CHECK(c.execution.uids.count == 9);
  CHECK(c.execution.cgroup_root == "/sys/fs/cgroup/cordon");
  CHECK(c.audit_file == "audit.jsonl");
}

TEST_CASE("a flag goes over the environment, that over the file, that over the default",
          "[workers][configuration]") {
  const configuration_file file("[worker]\nslots = 2\nlog_level = \"warn\"\n"
                                "[execution]\njobs_per_runner = 5\n");
  const auto c = load_with({{"CORDON_WORKER_SLOTS", "3"}, {"CORDON_WORKER_LOG_LEVEL", "error"}},
                           {{"worker.slots", "4"}}, file.path())
                     .value();
  CHECK(c.slots == 4);
  CHECK(c.log_level == "error");
  CHECK(c.execution.jobs_per_runner == 5);
  CHECK(c.execution.uids.count == 1'000);
}

TEST_CASE("CORDON_CONFIG names the file where --config is absent", "[workers][configuration]") {
  const configuration_file two("[worker]\nslots = 2\n");
  const configuration_file three("[worker]\nslots = 3\n");
  CHECK(load_with({{"CORDON_CONFIG", two.path()}}).value().slots == 2);
  CHECK(load_with({{"CORDON_CONFIG", two.path()}}, {}, three.path()).value().slots == 3);
}

TEST_CASE("an empty variable empties a setting that may be empty", "[workers][configuration]") {
  const configuration_file file("[audit]\nfile = \"a\"\n");
  CHECK(load_with({{"CORDON_AUDIT_FILE", ""}}, {}, file.path()).value().audit_file.empty());
  CHECK_FALSE(load_with({{"CORDON_WORKER_SLOTS", ""}}));
  CHECK_FALSE(load_with({{"CORDON_EXECUTION_RUNNER", ""}}));
}

TEST_CASE("an unknown variable is an error that names it and the nearest",
          "[workers][configuration]") {
  const auto failed = load_with({{"CORDON_WORKER_SLOT", "3"}});
  REQUIRE_FALSE(failed);
  CHECK(failed.error().where == "CORDON_WORKER_SLOT");
  CHECK(holds(failed.error().what, "did you mean 'CORDON_WORKER_SLOTS'?"));
  CHECK(load_with({{"PATH", "/bin"}, {"CORDONX", "1"}}));
}

TEST_CASE("a variable of a later part is refused by name", "[workers][configuration]") {
  for (const char* name : {"CORDON_CHAT_MODEL", "CORDON_TASK_MODULES", "CORDON_WORKER_MAX_DELAY"}) {
    const auto failed = load_with({{name, "x"}});
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == errc::unsupported);
    CHECK(failed.error().where == name);
  }
}

TEST_CASE("a bad value in a variable or flag is refused by its name", "[workers][configuration]") {
  for (const char* text : {"0", "-1", "4097", "3x", " 3", "+3", "3.0", "99999999999999999999"}) {
    INFO(text);
    CHECK(load_with({{"CORDON_WORKER_SLOTS", text}}).error().where == "CORDON_WORKER_SLOTS");
    CHECK(load_with({}, {{"worker.slots", text}}).error().where == "--worker-slots");
  }
  CHECK(holds(load_with({{"CORDON_WORKER_LOG_LEVEL", "debgu"}}).error().what,
              "did you mean 'debug'?"));
  CHECK(load_with({{"CORDON_EXECUTION_RUNNER", "runner"}}).error().what
        == "runner must be an absolute path, not 'runner'");
}

TEST_CASE("more slots than user ids, or ids beyond the last, are refused",
          "[workers][configuration]") {
  CHECK(load_with({}, {{"worker.slots", "10"}, {"execution.uid_count", "9"}}).error().where
        == "execution.uid_count");
  CHECK(load_with({}, {{"execution.uid_first", "4294000000"}, {"execution.uid_count", "1000000"}})
            .error()
            .where
        == "execution.uid_first");
}

TEST_CASE("every error in a file names its place and what would be right",
          "[workers][configuration]") {
  CHECK(error_of("[worker]\nslot = 3\n")
        == "FILE:2:1: unknown key 'slot' in [worker] (did you mean 'slots'?); known: name, "
           "slots, log_level, drain_timeout, max_crashes, max_retries");
  CHECK(error_of("[workers]\nslots = 3\n")
        == "FILE:1:2: unknown table 'workers' (did you mean 'worker'?); known: audit, execution, "
           "http, intake, kafka, profiles, publish, session, worker");
  CHECK(error_of("slots = 3\n")
        == "FILE:1:1: 'slots' stands outside of its table; put it under [worker]");
  CHECK(error_of("worker = 3\n") == "FILE:1:10: 'worker' must be a table, not a whole number");
  CHECK(error_of("[worker]\nslots = \"3\"\n")
        == "FILE:2:9: slots must be a whole number from 1 to 4096, not a string");
  CHECK(error_of("[worker]\nslots = 0\n")
        == "FILE:2:9: slots must be a whole number from 1 to 4096, not 0");
  CHECK(error_of("[worker]\n\n  slots = -4\n")
        == "FILE:3:11: slots must be a whole number from 1 to 4096, not -4");
  CHECK(error_of("[worker]\nslots = 2.0\n")
        == "FILE:2:9: slots must be a whole number from 1 to 4096, not a number with a fraction");
  CHECK(error_of("[execution]\nrunner = \"runner\"\n")
        == "FILE:2:10: runner must be an absolute path, not 'runner'");
  CHECK(holds(error_of("[worker\nslots = 3\n"), "FILE:1:8: not TOML: "));
  CHECK(holds(error_of("[worker]\nslots = 3\nslots = 4\n"), "FILE:3:"));
  CHECK(holds(error_of("[[worker]]\nslots = 3\n"), "'worker' must be a table, not a list"));
  CHECK(holds(error_of("[worker]\nslots = 99999999999999999999\n"), "FILE:2:"));
  CHECK(holds(error_of("\xff\xfe"), "FILE:1:1: not TOML"));
}

TEST_CASE("tables and keys of later parts are refused by name", "[workers][configuration]") {
  CHECK(error_of("[chat]\nmodel = \"x\"\n")
        == "FILE:1:2: [chat] is not delivered in this version; leave it out");
  CHECK(holds(error_of("[tasks]\n"), "[tasks] is not delivered"));
  for (const char* key : {"max_delay", "max_job_bytes"})
    CHECK(error_of("[worker]\n" + std::string(key) + " = 3\n")
          == "FILE:2:1: '" + std::string(key)
                 + "' in [worker] is not delivered in this version; leave it out");
}

TEST_CASE("a file that cannot be read or is too long is refused", "[workers][configuration]") {
  CHECK(load_configuration("/nonexistent/cordon.toml").error().code == errc::not_found);
  CHECK_FALSE(load_configuration("/tmp"));
  CHECK(holds(error_of(std::string((1 << 20) + 1, '#')), "at most 1 MiB"));
}

TEST_CASE("the documented defaults are the defaults", "[workers][configuration]") {
  std::string toml;
  for (const auto& s : settings())
    if (s.key.name != "slots" && s.key.name != "runner")
      toml += std::string(s.table) + "." + std::string(s.key.name) + " = "
              + std::string(s.key.default_literal) + "\n";
  const auto documented = load_toml(toml).value();
  const auto real = default_configuration();
  CHECK(documented.log_level == real.log_level);
  CHECK(documented.audit_file == real.audit_file);
  CHECK(documented.execution.jobs_per_runner == real.execution.jobs_per_runner);
  CHECK(documented.execution.runner_lifetime == real.execution.runner_lifetime);
  CHECK(documented.execution.uids.first == real.execution.uids.first);
  CHECK(documented.execution.uids.count == real.execution.uids.count);
  CHECK(documented.execution.cgroup_root == real.execution.cgroup_root);
}

TEST_CASE("every setting has a variable, a flag and words of its own", "[workers][settings]") {
  std::set<std::string> seen;
  for (const auto& s : settings()) {
    INFO(name_of(s));
    CHECK(seen.insert(variable_of(s)).second);
    CHECK(seen.insert(flag_of(s)).second);
    CHECK_FALSE(s.key.help.empty());
    CHECK_FALSE(s.key.default_literal.empty());
    CHECK(find_setting(s.table, s.key.name) == &s);
  }
  CHECK(seen.contains("CORDON_EXECUTION_RUNNER_LIFETIME_SECONDS"));
  CHECK(seen.contains("--execution-jobs-per-runner"));
}

TEST_CASE("the sample file is the one that the tables give", "[workers][sample]") {
  std::ifstream in(CORDON_SOURCE_DIR "/deploy/cordon.sample.toml", std::ios::binary);
  const std::string in_the_repository{std::istreambuf_iterator<char>(in), {}};
  CHECK(in_the_repository == sample_toml());
}

TEST_CASE("the sample file loads, as it is and with every key taken in", "[workers][sample]") {
  CHECK(error_of(sample_toml()).empty());
  std::istringstream in(sample_toml());
  std::string all;
  size_t keys = 0;
  for (std::string line; std::getline(in, line);) {
    const bool is_key = line.size() > 1 && line[0] == '#' && line[1] != ' ';
    keys += is_key ? 1 : 0;
    all += (is_key ? line.substr(1) : line) + "\n";
  }
  CHECK(keys > 30);
  CHECK(error_of(all).empty());
}
