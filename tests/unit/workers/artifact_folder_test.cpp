// SPDX-License-Identifier: Apache-2.0
#include "artifact_folder.hpp"

#include "audit/temporary_folder.hpp"
#include "run_artifacts.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

using namespace cordon;
using namespace cordon::workers;

TEST_CASE("artifacts are written below the folder, which is made", "[workers][artifacts]") {
  const audit::temporary_folder base;
  const auto folder = artifact_folder::open(base / "out").value();
  REQUIRE(folder.write("a.csv", "1,2\n"));
  REQUIRE(folder.write("x/y/z", std::string("\0b", 2)));
  REQUIRE(folder.write("x/y/w", ""));
  CHECK(audit::read_file(base / "out/a.csv") == "1,2\n");
  CHECK(audit::read_file(base / "out/x/y/z") == std::string("\0b", 2));
}

TEST_CASE("names that lead elsewhere are refused", "[workers][artifacts]") {
  for (const std::string name :
       {"", "/etc/x", "../x", "a/../x", "a/..", ".", "./a", "a//b", "a/", "..", "a/./b"})
    CHECK_FALSE(parts_of_name(name));
  CHECK_FALSE(parts_of_name(std::string("a\0b", 3)));
  CHECK_FALSE(parts_of_name(std::string(300, 'a')));
  std::string deep = "a";
  for (int i = 0; i < 200; ++i)
    deep += "/a";
  CHECK_FALSE(parts_of_name(deep));
  CHECK(parts_of_name("..a/b..").value() == std::vector<std::string>{"..a", "b.."});
}

TEST_CASE("an existing file is not overwritten", "[workers][artifacts]") {
  const audit::temporary_folder base;
  audit::write_file(base / "a", "mine");
  const auto folder = artifact_folder::open(base / "").value();
  CHECK_FALSE(folder.write("a", "theirs"));
  CHECK(audit::read_file(base / "a") == "mine");
  CHECK_FALSE(folder.write("a/b", "theirs"));
}

TEST_CASE("no link is followed", "[workers][artifacts]") {
  const audit::temporary_folder base;
  const auto folder = artifact_folder::open(base / "out").value();
  std::filesystem::create_directory(base / "elsewhere");
  std::filesystem::create_symlink(base / "elsewhere", base / "out/link");
  std::filesystem::create_symlink(base / "elsewhere/new", base / "out/file");
  CHECK_FALSE(folder.write("link/x", "theirs"));
  CHECK_FALSE(folder.write("file", "theirs"));
  CHECK(std::filesystem::is_empty(base / "elsewhere"));
}

TEST_CASE("a result's artifacts are listed with their content or where it is",
          "[workers][artifacts]") {
  const auto all = artifacts_of(R"({"id":"a","artifacts":[{"name":"n","data_base64":"MQ=="},
      {"name":"m","ref":"cordon:artifact::a:m"},{"name":"left out"}]})")
                       .value();
  REQUIRE(all.size() == 3);
  CHECK(all[0].name == "n");
  CHECK(all[0].content == "1");
  CHECK_FALSE(all[1].content);
  CHECK(all[1].ref == "cordon:artifact::a:m");
  CHECK((!all[2].content && all[2].ref.empty()));
  CHECK(artifacts_of("{}").value().empty());
}

TEST_CASE("a stored result that makes no sense is an error", "[workers][artifacts]") {
  for (const std::string text :
       {"", "[]", "{", R"({"artifacts":1})", R"({"artifacts":[1]})", "{\"a\":\"\xff\"}"})
    CHECK_FALSE(artifacts_of(text));
  CHECK(artifacts_of(R"({"artifacts":[{"name":7,"data_base64":"?"}]})").value()[0].name.empty());
}

TEST_CASE("each id has a folder name of its own that leads nowhere", "[workers][artifacts]") {
  CHECK(folder_name_of("report-7_a.b") == "report-7_a.b");
  CHECK(folder_name_of("..") == "%2E.");
  CHECK(folder_name_of(".") == "%2E");
  CHECK(folder_name_of("a/b") == "a%2Fb");
  CHECK(folder_name_of("a%2Fb") == "a%252Fb");
  CHECK(folder_name_of(std::string("\0\xc3\xa9\n", 4)) == "%00%C3%A9%0A");
  const auto one = folder_name_of(std::string(256, '\xff'));
  CHECK(one.size() < 255);
  CHECK(one != folder_name_of(std::string(255, '\xff')));
  CHECK(parts_of_name(one).value().size() == 1);
}
