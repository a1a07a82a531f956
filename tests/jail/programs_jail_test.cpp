// SPDX-License-Identifier: Apache-2.0
#include "command.hpp"
#include "job/utf8.hpp"
#include "pipeline.hpp"
#include "temporary_folder.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

namespace cordon::test {

namespace {

namespace fs = std::filesystem;

constexpr auto interpreter = "/usr/bin/python3";

struct program {
  std::string name;
  std::string code;
  std::string input;
};

std::vector<program> programs_in(const char* folder) {
  std::vector<program> programs;
  for (const auto& entry :
       fs::directory_iterator(CORDON_SOURCE_DIR "/tests/programs/" + std::string(folder))) {
    const auto path = entry.path();
    if (path.extension() == ".py")
      programs.push_back({path.stem().string(), audit::read_file(path.string()),
                          audit::read_file(fs::path(path).replace_extension(".stdin").string())});
  }
  std::ranges::sort(programs, {}, &program::name);
  return programs;
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// What a plain interpreter gives for it, in folders like those of the jail.
command_outcome reference(const program& one) {
  const audit::temporary_folder folder;
  const auto main = folder / "main.py";
  const auto root = fs::path(main).parent_path().string();
  fs::create_directory(folder / "work");
  audit::write_file(main, one.code);
  auto outcome = run_command({interpreter, "-I", main},
                             {.input = one.input,
                              .folder = folder / "work",
                              .environment = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/tmp"}});
  replace_all(outcome.out, root, "/job");
  replace_all(outcome.err, root, "/job");
  return outcome;
}

void compare_all(const char* profile, size_t at_least) {
  const auto programs = programs_in(profile);
  CHECK(programs.size() >= at_least);
  for (const auto& one : programs)
    shared_pipeline().submit({{"id", one.name},
                              {"profile", profile},
                              {"code", one.code},
                              {"stdin", one.input},
                              {"limits", {{"max_output_bytes", 1'000'000}}}});
  for (const auto& one : programs) {
    const auto expected = reference(one);
    const auto result = shared_pipeline().wait_for(one.name);
    INFO(one.name << ": " << result["error_message"] << result["validation_violations"]);
    CHECK(result["stdout"] == job::to_valid_utf8(expected.out));
    CHECK(result["stderr"] == job::to_valid_utf8(expected.err));
    CHECK(result["exit_code"] == expected.exit_code);
    CHECK(result["success"] == (expected.exit_code == 0));
  }
}

} // namespace

TEST_CASE("programs of the profile default give what the interpreter gives", "[programs]") {
  compare_all("default", 100);
}

TEST_CASE("programs of the profile open give what the interpreter gives", "[programs]") {
  compare_all("open", 40);
}

} // namespace cordon::test
