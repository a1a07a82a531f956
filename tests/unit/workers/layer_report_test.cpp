// SPDX-License-Identifier: Apache-2.0
#include "layer_report.hpp"

#include "job/layers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

using namespace cordon::workers;
using nlohmann::json;

namespace {

using cordon::execution::profile_probe;

const std::vector<std::string> all_layers(cordon::job::layer_names.begin(),
                                          cordon::job::layer_names.end());

std::vector<std::string> without(const std::string& name) {
  auto layers = all_layers;
  std::erase(layers, name);
  return layers;
}

profile_probe probe(std::string name, std::vector<std::string> layers,
                    std::vector<std::string> required = {}, std::string problem = {}) {
  return {std::move(name), std::move(layers), std::move(required), std::move(problem)};
}

layer_report report_of(std::vector<profile_probe> probes, std::string cgroup_problem = {}) {
  layer_report report;
  report.probes = std::move(probes);
  report.cgroup_problem = std::move(cgroup_problem);
  return report;
}

bool mentions(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

/// The table's line of that layer.
std::string line_of(const std::string& table, const std::string& layer) {
  const auto at = table.find('\n' + layer + ' ') + 1;
  return table.substr(at, table.find('\n', at) - at);
}

} // namespace

TEST_CASE("a profile is fit when it ran a program with all that it requires",
          "[workers][layer_report]") {
  CHECK(probe("a", all_layers, {"cgroup", "seccomp"}).ok());
  CHECK(probe("a", without("cgroup")).ok());
  CHECK_FALSE(probe("a", without("cgroup"), {"cgroup"}).ok());
  CHECK_FALSE(probe("a", all_layers, {}, "no interpreter").ok());
}

TEST_CASE("a report is fine when every profile is", "[workers][layer_report]") {
  CHECK(report_of({probe("a", all_layers), probe("b", {})}).ok());
  CHECK_FALSE(report_of({probe("a", all_layers), probe("b", {}, {"cgroup"})}).ok());
}

TEST_CASE("the table has a line for each layer and a column for each profile",
          "[workers][layer_report]") {
  const auto table = to_table(
      report_of({probe("default", all_layers), probe("open", without("landlock"), {"landlock"}),
                 probe("data", without("landlock")), probe("mine", {}, {}, "no interpreter")}),
      false);
  CHECK(table.starts_with("layer      protects from"));
  for (const auto& layer : all_layers)
    CHECK(mentions(table, '\n' + layer + ' '));
  CHECK(line_of(table, "seccomp").ends_with("active    active    active    ?         "));
  CHECK(line_of(table, "landlock").ends_with("active    MISSING   missing   ?         "));
  CHECK_FALSE(mentions(table, "\x1b"));
}

TEST_CASE("the table says what to do about what is missing, and nothing where nothing is",
          "[workers][layer_report]") {
  const auto complete = to_table(report_of({probe("a", all_layers)}), false);
  CHECK_FALSE(mentions(complete, "What is missing"));
  CHECK(mentions(complete, "All profiles can run programs."));

  const auto lacking =
      to_table(report_of({probe("a", without("cgroup"), {"cgroup"})}, "none mounted"), false);
  CHECK(mentions(lacking, "\n  cgroup: sudo mount -t cgroup2 "));
  CHECK(mentions(lacking, " (none mounted)\n"));
  CHECK_FALSE(mentions(lacking, "\n  seccomp: "));
  CHECK(mentions(lacking, "Not every profile can run programs as it requires."));
}

TEST_CASE("the table says why a profile runs nothing", "[workers][layer_report]") {
  const auto table = to_table(report_of({probe("a", {}, {}, "no interpreter")}), false);
  CHECK(mentions(table, "Profile 'a' cannot run programs: no interpreter\n"));
  CHECK_FALSE(mentions(table, "What is missing"));
}

TEST_CASE("the report says what cannot be preloaded, which is no reason not to run",
          "[workers][layer_report]") {
  auto lacking = probe("a", all_layers);
  lacking.preload_problems = {"nope: ModuleNotFoundError: No module named 'nope'\n"};
  const auto report = report_of({lacking});
  CHECK(report.ok());
  CHECK(mentions(to_table(report, false),
                 "Profile 'a' cannot preload nope: ModuleNotFoundError: No module"));
  CHECK(json::parse(to_json(report))["profiles"][0]["preload_problems"]
        == json(lacking.preload_problems));
}

TEST_CASE("the table tells root from an ordinary user", "[workers][layer_report]") {
  auto report = report_of({});
  CHECK(mentions(to_table(report, false), "Started as an ordinary user"));
  report.machine.is_root = true;
  CHECK(mentions(to_table(report, false), "Started as root"));
}

TEST_CASE("colours change nothing but the colours", "[workers][layer_report]") {
  const auto report = report_of({probe("a", without("cgroup"), {"cgroup"}), probe("b", {})});
  auto coloured = to_table(report, true);
  CHECK(mentions(coloured, "\x1b[31mMISSING   \x1b[0m"));
  CHECK(mentions(coloured, "\x1b[32mactive    \x1b[0m"));
  for (size_t at; (at = coloured.find('\x1b')) != coloured.npos;)
    coloured.erase(at, coloured.find('m', at) + 1 - at);
  CHECK(coloured == to_table(report, false));
}

TEST_CASE("the JSON form holds all of the report", "[workers][layer_report]") {
  auto report = report_of(
      {probe("a", without("cgroup"), {"cgroup"}), probe("b", {}, {}, "bad \"quote\"\n\xff")},
      "none mounted");
  report.machine.is_root = true;
  const auto got = json::parse(to_json(report));
  CHECK(got["ok"] == false);
  CHECK(got["is_root"] == true);
  CHECK(got["cgroup_problem"] == "none mounted");
  REQUIRE(got["mend"].size() == 1);
  CHECK(got["mend"]["cgroup"]
        == "mount -t cgroup2 none /sys/fs/cgroup: no cgroups are mounted (none "
           "mounted)");
  REQUIRE(got["profiles"].size() == 2);
  const auto& a = got["profiles"][0];
  CHECK(a["profile"] == "a");
  CHECK(a["ok"] == false);
  CHECK(a["problem"] == "");
  CHECK(a["layers"] == json(without("cgroup")));
  CHECK(a["required"] == json::array({"cgroup"}));
  CHECK(a["missing"] == json::array({"cgroup"}));
  CHECK(got["profiles"][1]["problem"] == "bad \"quote\"\n\xef\xbf\xbd");
  CHECK(got["profiles"][1]["missing"] == json(all_layers));
}

TEST_CASE("the report says what limits a program's memory", "[workers][layer_report]") {
  auto report = report_of({});
  CHECK(mentions(to_table(report, false), "limited by rlimits: for each process"));
  CHECK(json::parse(to_json(report))["cgroup_version"] == nullptr);
  report.cgroup_version = 2;
  CHECK(mentions(to_table(report, false), "limited by cgroups of version 2."));
  CHECK(json::parse(to_json(report))["cgroup_version"] == 2);
}

TEST_CASE("where nothing runs for want of namespaces, the report says how to get them",
          "[workers][layer_report]") {
  auto report = report_of({probe("a", {}, {}, "unshare: Operation not permitted")});
  report.machine.max_user_namespaces = "0";
  CHECK(json::parse(to_json(report))["mend"]["user_ns"].get<std::string>().starts_with(
      "sudo sysctl"));
  CHECK(mentions(to_table(report, false), "\n  user_ns: sudo sysctl"));
}

TEST_CASE("what mends a layer depends on the machine", "[workers][layer_report]") {
  machine_facts machine;
  machine.kernel = "6.1.0";
  const auto mend = [&](const char* layer) { return mending_of(layer, machine); };
  CHECK(mentions(mend("user_ns"), "CONFIG_USER_NS; this is 6.1.0"));
  machine.max_user_namespaces = "0";
  CHECK(mend("pid_ns").starts_with("sudo sysctl -w user.max_user_namespaces="));
  machine.max_user_namespaces = "100";
  machine.unprivileged_userns_clone = "0";
  CHECK(mentions(mend("net_ns"), "kernel.unprivileged_userns_clone=1"));
  machine.unprivileged_userns_clone = "1";
  machine.apparmor_restrict_userns = "1";
  CHECK(mentions(mend("net_ns"), "kernel.apparmor_restrict_unprivileged_userns=0"));
  machine.apparmor_restrict_userns = "0";
  CHECK(mentions(mend("net_ns"), "--security-opt"));

  CHECK(mentions(mend("landlock"), "5.13"));
  machine.lsm = "capability,yama";
  CHECK(mentions(mend("landlock"), "lsm=landlock,capability,yama"));
  machine.lsm = "landlock,capability";
  CHECK(mentions(mend("landlock"), "landlock_restrict_self"));

  machine.has_cgroup1 = true;
  CHECK(mentions(mend("cgroup"), "sudo cordon"));
  machine.has_cgroup1 = false;
  machine.has_cgroup2 = true;
  CHECK(mentions(mend("cgroup"), "cgroup.subtree_control"));
  machine.has_systemd = true;
  CHECK(mend("cgroup").starts_with("systemd-run --user --scope -p Delegate=yes"));
  machine.is_root = true;
  CHECK(mend("cgroup").starts_with("systemd-run --scope -p Delegate=yes"));
  CHECK(mentions(mend("seccomp"), "CONFIG_SECCOMP_FILTER"));
}
