// SPDX-License-Identifier: Apache-2.0
#include "job/profile.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace cordon::job;

namespace {

bool has(const std::vector<std::string>& list, const std::string& name) {
  return std::ranges::find(list, name) != list.end();
}

} // namespace

TEST_CASE("the built-in profiles are default, data and open", "[job][profile]") {
  const auto profiles = builtin_profiles();
  REQUIRE(profiles.size() == 3);
  for (const auto& [name, policy] : profiles) {
    CHECK(policy->name == name);
    REQUIRE(policy->allowed_imports);
    CHECK(std::ranges::is_sorted(*policy->allowed_imports));
    CHECK(policy->redaction.kinds.size() == 10);
    CHECK(policy->require.empty());
  }
}

TEST_CASE("every profile has the contract's limits", "[job][profile]") {
  for (const auto& [name, policy] : builtin_profiles()) {
    const uint32_t processes = name == "open" ? 16 : 1;
    const uint32_t most_processes = name == "open" ? 64 : 1;
    CHECK(policy->defaults
          == limits{std::chrono::seconds(10), 256u << 20, 100'000, processes, 16u << 20});
    CHECK(policy->ceiling
          == limits{std::chrono::seconds(60), 1024u << 20, 1'000'000, most_processes, 64u << 20});
  }
}

TEST_CASE("default has a policy, and none of its checks is optional", "[job][profile]") {
  const auto policy = builtin_profiles().at("default");
  CHECK(policy->source.enabled);
  CHECK(policy->redact_by_default);
  CHECK_FALSE(policy->any_import);
  const auto& optional = policy->optional;
  CHECK_FALSE((optional.syntax_validation || optional.ast_validation || optional.output_validation
               || optional.redaction));
  CHECK(has(*policy->allowed_imports, "math"));
  CHECK(has(policy->source.forbidden_imports, "os"));
  CHECK(has(policy->source.forbidden_functions, "open"));
  for (const char* name : {"__builtins__", "__globals__", "__subclasses__", "__code__"})
    CHECK(has(policy->source.forbidden_attributes, name));
}

TEST_CASE("honest introspection is not forbidden", "[job][profile]") {
  const auto policy = builtin_profiles().at("default");
  for (const char* name : {"__class__", "__dict__", "__module__", "__name__", "__doc__"})
    CHECK_FALSE(has(policy->source.forbidden_attributes, name));
}

TEST_CASE("no profile forbids what it allows", "[job][profile]") {
  for (const auto& [name, policy] : builtin_profiles())
    for (const auto& module : *policy->allowed_imports)
      CHECK_FALSE(has(policy->source.forbidden_imports, module));
}

TEST_CASE("data adds files and tables to default", "[job][profile]") {
  const auto profiles = builtin_profiles();
  const auto& standard = *profiles.at("default");
  const auto& data = *profiles.at("data");
  CHECK(std::ranges::includes(*data.allowed_imports, *standard.allowed_imports));
  for (const char* module :
       {"io", "csv", "pathlib", "tempfile", "zipfile", "numpy", "pandas", "matplotlib"}) {
    CHECK(has(*data.allowed_imports, module));
    CHECK(has(data.preload, module));
    CHECK_FALSE(has(data.source.forbidden_imports, module));
    CHECK_FALSE(has(*standard.allowed_imports, module));
  }
  CHECK_FALSE(has(data.source.forbidden_functions, "open"));
  CHECK(has(data.source.forbidden_functions, "eval"));
  CHECK(has(data.source.forbidden_imports, "os"));
}

TEST_CASE("open has no policy on the source and every check optional", "[job][profile]") {
  const auto policy = builtin_profiles().at("open");
  CHECK(policy->any_import);
  CHECK_FALSE(policy->source.enabled);
  CHECK(policy->source.forbidden_imports.empty());
  CHECK_FALSE(policy->redact_by_default);
  const auto& optional = policy->optional;
  CHECK((optional.syntax_validation && optional.ast_validation && optional.output_validation
         && optional.redaction));
  CHECK(has(policy->preload, "os"));
  CHECK_FALSE(has(policy->preload, "subprocess"));
}
