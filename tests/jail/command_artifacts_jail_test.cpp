// SPDX-License-Identifier: Apache-2.0
#include "cordon_command.hpp"
#include "temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

namespace cordon::test {

namespace {

using json = nlohmann::json;
namespace fs = std::filesystem;

constexpr const char* leaves_much = "import os\n"
                                    "os.mkdir('d')\n"
                                    "open('d/large', 'w').write('x' * 700_000)\n"
                                    "open('small', 'w').write('s')\n";

std::string leaving_one(const std::string& id) {
  return json{{"id", id},
              {"profile", "open"},
              {"code", "open('f', 'w').write(context['of'])"},
              {"context", {{"of", id}}}}
             .dump()
         + '\n';
}

} // namespace

TEST_CASE("artifacts of any size are written into a folder", "[command][artifacts]") {
  const audit::temporary_folder folder;
  const auto out = folder / "out";
  const auto run = run_cordon("run", {"--profile", "open", "--artifacts", out, "-"}, leaves_much);
  INFO(run.err);
  CHECK(run.exit_code == 0);
  CHECK(audit::read_file(folder / "out/d/large") == std::string(700'000, 'x'));
  CHECK(audit::read_file(folder / "out/small") == "s");
  const auto result = parse_result(run.out);
  CHECK(result["artifacts"].size() == 2);
  CHECK(result["details"]["artifacts"].get<std::string>().find("--artifacts") != std::string::npos);

  // No file is overwritten.
  const auto again = run_cordon("run", {"--profile", "open", "--artifacts", out, "-"},
                                "open('small', 'w').write('other')");
  CHECK(again.exit_code == 1);
  CHECK(again.err.find("small") != std::string::npos);
  CHECK(audit::read_file(folder / "out/small") == "s");
}

TEST_CASE("the configured size of artifacts in a result holds without Kafka, too",
          "[command][artifacts]") {
  const auto run = [](const char* max_bytes) {
    const auto done =
        run_cordon("run", {"--profile", "open", "--session-inline-artifacts-max", max_bytes, "-"},
                   leaves_much);
    INFO(done.err);
    CHECK(done.exit_code == 0);
    int inside = 0;
    const auto result = parse_result(done.out);
    for (const auto& one : result["artifacts"])
      inside += one.contains("data_base64") ? 1 : 0;
    return inside;
  };
  CHECK(run("0") == 0);
  CHECK(run("524288") == 1);
  CHECK(run("1000000") == 2);
}

TEST_CASE("each job's artifacts are in a folder of its own, beneath the one named",
          "[command][jobs][artifacts]") {
  const audit::temporary_folder folder;
  fs::create_directories(folder / "out");
  fs::create_directories(folder / "elsewhere");
  fs::create_symlink(folder / "elsewhere", folder / "out/linked");
  const auto run = run_cordon("run", {"--jobs", "-", "--artifacts", folder / "out"},
                              leaving_one("a") + leaving_one("../b") + leaving_one("linked")
                                  + json{{"id", "none"}, {"code", "1"}}.dump() + '\n');
  INFO(run.err);
  CHECK(run.exit_code == 1);
  CHECK(run.err.find("linked") != std::string::npos);
  CHECK(parse_results(run.out).size() == 4);
  CHECK(audit::read_file(folder / "out/a/f") == "a");
  CHECK(audit::read_file(folder / "out/%2E.%2Fb/f") == "../b");
  CHECK(fs::is_empty(folder / "elsewhere"));
  CHECK_FALSE(fs::exists(folder / "out/none"));
}

} // namespace cordon::test
