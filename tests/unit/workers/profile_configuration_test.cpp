// SPDX-License-Identifier: Apache-2.0
#include "configuration_file.hpp"
#include "profile_keys.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace cordon::workers;
using cordon::job::profile;

namespace {

/// The profile "mine" of a file with this table's content.
profile mine(const std::string& keys) {
  return *load_toml("[profiles.mine]\n" + keys).value().profiles.at("mine");
}

std::string error_of_mine(const std::string& keys) {
  return error_of("[profiles.mine]\n" + keys);
}

const profile& builtin(const char* name) {
  static const auto all = cordon::job::builtin_profiles();
  return *all.at(name);
}

bool has(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a profile without keys is its base under a new name", "[workers][profiles]") {
  const auto p = mine("");
  CHECK(p.name == "mine");
  CHECK(p.defaults == builtin("default").defaults);
  CHECK(p.ceiling == builtin("default").ceiling);
  CHECK(*p.allowed_imports == *builtin("default").allowed_imports);
  CHECK(mine("base = \"open\"").any_import);
}

TEST_CASE("a profile sets its limits in the units of its keys", "[workers][profiles]") {
  const auto p = mine(R"(
timeout_seconds = 1.5
max_timeout_seconds = 3
memory_mb = 16
max_memory_mb = 17
output_bytes = 6
max_output_bytes = 7
file_bytes = 8
max_file_bytes = 9
processes = 10
max_processes = 11
)");
  CHECK(p.defaults.timeout == std::chrono::milliseconds{1'500});
  CHECK(p.ceiling.timeout == std::chrono::seconds{3});
  CHECK(p.defaults.max_memory_bytes == 16u << 20);
  CHECK(p.ceiling.max_memory_bytes == 17u << 20);
  CHECK(p.defaults.max_output_bytes == 6);
  CHECK(p.ceiling.max_output_bytes == 7);
  CHECK(p.defaults.max_file_bytes == 8);
  CHECK(p.ceiling.max_file_bytes == 9);
  CHECK(p.defaults.max_processes == 10);
  CHECK(p.ceiling.max_processes == 11);
}

TEST_CASE("a profile sets its policy and switches", "[workers][profiles]") {
  const auto p = mine(R"(
forbidden_functions = ["eval"]
forbidden_attributes = ["f_back"]
max_operations = 12
allow_getattr = false
allow_setattr = true
preload = ["json"]
packages = "/opt/venv"
require = ["seccomp", "cgroup"]
redact = false
redaction_kinds = ["us_ssn"]
strict = true
optional_checks = ["policy", "redaction"]
)");
  CHECK(p.source.forbidden_functions == std::vector<std::string>{"eval"});
  CHECK(p.source.forbidden_attributes == std::vector<std::string>{"f_back"});
  CHECK(p.source.max_operations == 12);
  CHECK_FALSE(p.source.allow_getattr);
  CHECK(p.source.allow_setattr);
  CHECK(p.preload == std::vector<std::string>{"json"});
  CHECK(p.names_preload);
  CHECK(p.packages == "/opt/venv");
  CHECK(p.require == std::vector<std::string>{"seccomp", "cgroup"});
  CHECK_FALSE(p.redact_by_default);
  CHECK(p.redaction.kinds == std::vector<std::string>{"us_ssn"});
  CHECK(p.redaction.strict);
  CHECK_FALSE(p.optional.syntax_validation);
  CHECK(p.optional.ast_validation);
  CHECK_FALSE(p.optional.output_validation);
  CHECK(p.optional.redaction);
}

TEST_CASE("allowed imports replace the base's, sorted and once each", "[workers][profiles]") {
  const auto p = mine("base = \"open\"\nallowed_imports = [\"math\", \"json\", \"math\"]");
  CHECK(*p.allowed_imports == std::vector<std::string>{"json", "math"});
  CHECK_FALSE(p.any_import);
}

TEST_CASE("extra imports are added and no longer forbidden", "[workers][profiles]") {
  REQUIRE(has(builtin("default").source.forbidden_imports, "os"));
  const auto p = mine("extra_imports = [\"os\"]");
  CHECK(has(*p.allowed_imports, "os"));
  CHECK(has(*p.allowed_imports, "math"));
  CHECK(std::is_sorted(p.allowed_imports->begin(), p.allowed_imports->end()));
  CHECK_FALSE(has(p.source.forbidden_imports, "os"));
  CHECK(has(p.source.forbidden_imports, "subprocess"));
}

TEST_CASE("an import cannot be allowed and forbidden", "[workers][profiles]") {
  CHECK(holds(error_of_mine("allowed_imports = [\"os\"]"), "put 'os' into extra_imports"));
  CHECK(holds(error_of_mine("extra_imports = [\"os.path\"]"), "while 'os' is forbidden"));
  CHECK(holds(error_of_mine("extra_imports = [\"os\"]\nforbidden_imports = [\"os\"]"),
              "FILE:3:21: profile 'mine': 'os' cannot be allowed while 'os' is forbidden"));
  CHECK(mine("allowed_imports = [\"os\"]\nforbidden_imports = [\"sys\"]").source.forbidden_imports
        == std::vector<std::string>{"sys"});
}

TEST_CASE("a built-in profile can be changed under its own name", "[workers][profiles]") {
  const auto c = load_toml("[profiles.open]\nstrict = true\n").value();
  CHECK(c.profiles.at("open")->redaction.strict);
  CHECK(c.profiles.at("open")->any_import);
  CHECK(c.profiles.size() == 3);
}

TEST_CASE("a profile starts from one above it, never from one below", "[workers][profiles]") {
  const auto c = load_toml("[profiles.z]\nmemory_mb = 99\n[profiles.a]\nbase = \"z\"\n").value();
  CHECK(c.profiles.at("a")->defaults.max_memory_bytes == 99u << 20);
  CHECK(error_of("[profiles.a]\nbase = \"z\"\n[profiles.z]\nmemory_mb = 99\n")
        == "FILE:2:8: no profile 'z' to start from; built in or defined above: data, default, "
           "open");
  CHECK(holds(error_of_mine("base = \"dafault\""), "did you mean 'default'?"));
}

TEST_CASE("a default above its ceiling is refused at its place", "[workers][profiles]") {
  CHECK(holds(error_of_mine("strict = true\ntimeout_seconds = 61"),
              "FILE:3:19: profile 'mine': timeout_seconds is above max_timeout_seconds"));
  CHECK(holds(error_of_mine("max_memory_mb = 255"), "memory_mb is above max_memory_mb"));
  CHECK(holds(error_of_mine("processes = 2"), "processes is above max_processes"));
  CHECK(holds(error_of_mine("output_bytes = 1000001"), "output_bytes is above"));
  CHECK(holds(error_of_mine("file_bytes = 67108865"), "file_bytes is above"));
  CHECK(error_of_mine("timeout_seconds = 61\nmax_timeout_seconds = 61").empty());
}

TEST_CASE("values of the wrong type or out of range are refused", "[workers][profiles]") {
  for (const char* keys : {"timeout_seconds = 0",
                           "timeout_seconds = -1",
                           "timeout_seconds = nan",
                           "timeout_seconds = inf",
                           "timeout_seconds = \"5\"",
                           "memory_mb = 0",
                           "memory_mb = 15",
                           "max_memory_mb = 15",
                           "memory_mb = 1.5",
                           "memory_mb = 9223372036854775807",
                           "processes = -1",
                           "max_processes = 5000",
                           "allowed_imports = \"os\"",
                           "allowed_imports = [1]",
                           "allowed_imports = [\"\"]",
                           "allowed_imports = [\"a b\"]",
                           "allowed_imports = [\".a\"]",
                           "allowed_imports = [\"a.\"]",
                           "allowed_imports = [\"a..b\"]",
                           "allowed_imports = [\"*\"]",
                           "forbidden_functions = [\"\"]",
                           "strict = 1",
                           "strict = \"true\"",
                           "packages = \"venv\"",
                           "base = 3",
                           "base = \"\"",
                           "max_operations = 0"}) {
    INFO(keys);
    CHECK(holds(error_of_mine(keys), "FILE:2:"));
  }
}

TEST_CASE("unknown layers, checks, kinds and keys are named with the nearest",
          "[workers][profiles]") {
  CHECK(holds(error_of_mine("require = [\"secomp\"]"), "did you mean 'seccomp'?"));
  CHECK(holds(error_of_mine("optional_checks = [\"sintax\"]"), "did you mean 'syntax'?"));
  CHECK(holds(error_of_mine("redaction_kinds = [\"us_sn\"]"), "did you mean 'us_ssn'?"));
  CHECK(holds(error_of_mine("timeout = 3"),
              "FILE:2:1: unknown key 'timeout' in [profiles.mine] (did you mean "
              "'timeout_seconds'?)"));
}

TEST_CASE("the name of a profile is a plain word", "[workers][profiles]") {
  for (const char* name : {"\"\"", "Mine", "\"a b\"", "\"a.b\"", "\"\xc3\xa9\""})
    CHECK(holds(error_of("[profiles." + std::string(name) + "]\n"), "the name of a profile must"));
  CHECK(holds(error_of("[profiles." + std::string(65, 'a') + "]\n"), "the name of a profile must"));
  CHECK(error_of("[profiles.a-b_9]\n").empty());
  CHECK(holds(error_of("[profiles]\nmine = 3\n"), "profile 'mine' must be a table"));
}

TEST_CASE("a policy on a profile that checks no source is refused", "[workers][profiles]") {
  for (const char* keys :
       {"forbidden_imports = []", "forbidden_functions = []", "forbidden_attributes = []",
        "max_operations = 5", "allow_getattr = true", "allow_setattr = true"})
    CHECK(holds(error_of_mine("base = \"open\"\n" + std::string(keys)), "has no effect"));
}

TEST_CASE("a profile names what its programs reach", "[workers][profiles][egress]") {
  using cordon::job::egress_target;
  const auto p =
      mine("egress = [\"API.example.org:443\", \"192.0.2.7:80\", \"api.example.org:443\"]");
  CHECK(p.egress == std::vector<egress_target>{{"api.example.org", 443}, {"192.0.2.7", 80}});
  CHECK(mine("").egress.empty());
  const auto inherited =
      load_toml("[profiles.a]\negress = [\"a:1\"]\n[profiles.b]\nbase = \"a\"\n").value();
  CHECK(inherited.profiles.at("b")->egress.size() == 1);
}

TEST_CASE("what is no target is refused by its place and what would be right",
          "[workers][profiles][egress]") {
  CHECK(holds(error_of_mine("egress = [\"a.example\"]"),
              "FILE:2:10: egress must be a list of up to 16 HOST:PORT like "
              "\"api.example.org:443\"; 'a.example' is not HOST:PORT"));
  CHECK(holds(error_of_mine("egress = \"a.example:1\""), "egress must be a list"));
  CHECK(holds(error_of_mine("egress = [\"*:443\"]"), "each host is named in full"));
  std::string many;
  for (int i = 1; i <= 17; ++i)
    many += "\"a:" + std::to_string(i) + "\",";
  CHECK(holds(error_of_mine("egress = [" + many + "]"), "up to 16 HOST:PORT"));
}

TEST_CASE("the documented limits and switches are those of the profile default",
          "[workers][profiles]") {
  std::string toml;
  for (const auto& k : profile_keys())
    if (k.key.default_words != "the base's")
      toml += std::string(k.key.name) + " = " + std::string(k.key.default_literal) + "\n";
  const auto documented = mine(toml);
  const auto& real = builtin("default");
  CHECK(documented.defaults == real.defaults);
  CHECK(documented.ceiling == real.ceiling);
  CHECK(*documented.allowed_imports == *real.allowed_imports);
  CHECK(documented.source.max_operations == real.source.max_operations);
  CHECK(documented.source.allow_getattr == real.source.allow_getattr);
  CHECK(documented.source.allow_setattr == real.source.allow_setattr);
  CHECK(documented.redaction.strict == real.redaction.strict);
  CHECK(documented.redact_by_default == real.redact_by_default);
  CHECK(documented.require == real.require);
  CHECK(documented.packages == real.packages);
  CHECK(documented.optional.redaction == real.optional.redaction);
}
