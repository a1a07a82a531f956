// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"

#include "job/base64.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cordon::test {

namespace {

using json = nlohmann::json;

/// The contents by name.
std::map<std::string, std::string> artifacts_of(const json& result) {
  std::map<std::string, std::string> found;
  for (const auto& one : result["artifacts"]) {
    const auto content = job::decode_base64(one["data_base64"].get<std::string>());
    REQUIRE(content);
    CHECK(content->size() == one["size"]);
    CHECK(found.emplace(one["name"], *content).second);
  }
  return found;
}

using contents = std::map<std::string, std::string>;

const json two_files = {{"files",
                         {{{"path", "same.txt"}, {"content", "same"}},
                          {{"path", "d/changed.txt"}, {"content", "before"}}}}};

} // namespace

TEST_CASE("what is new or changed at the end is an artifact", "[artifacts]") {
  const auto result = run_open(R"(
import os
open('d/changed.txt', 'w').write('after')
open('new.csv', 'wb').write(bytes(range(256)))
os.makedirs('a/b')
open('a/b/é.json', 'w').write('{}')
open('same.txt').read()
open('empty', 'w').close()
open('/tmp/scratch', 'w').write('x')
)",
                               two_files);
  INFO(shown(result));
  std::string bytes;
  for (int i = 0; i < 256; ++i)
    bytes += static_cast<char>(i);
  CHECK(artifacts_of(result)
        == contents{
            {"d/changed.txt", "after"}, {"new.csv", bytes}, {"a/b/é.json", "{}"}, {"empty", ""}});
  for (const auto& one : result["artifacts"]) {
    if (one["name"] == "new.csv")
      CHECK(one["media_type"] == "text/csv");
    if (one["name"] == "a/b/é.json")
      CHECK(one["media_type"] == "application/json");
  }
  CHECK(!result["details"].contains("artifacts"));
}

TEST_CASE("a file that was rewritten as it was, touched or removed is no artifact", "[artifacts]") {
  const auto result = run_open("import os\nopen('same.txt', 'w').write('same')\n"
                               "os.utime('d/changed.txt')\nos.remove('d/changed.txt')",
                               two_files);
  CHECK(result["artifacts"] == json::array());
}

TEST_CASE("artifacts are given whatever the program's end", "[artifacts]") {
  for (const char* end : {"1 / 0", "import os; os._exit(1)", "while True: pass"}) {
    const auto result = run_open("with open('x', 'w') as f: f.write('kept')\n" + std::string(end),
                                 {{"limits", {{"timeout_seconds", 0.5}}}});
    INFO(shown(result));
    CHECK(result["success"] == false);
    CHECK(artifacts_of(result) == contents{{"x", "kept"}});
  }
}

TEST_CASE("links are left out and said, and lead nowhere", "[artifacts]") {
  const auto result = run_open(R"(
import os
os.symlink('/etc/passwd', 'link')
os.symlink('/usr', 'folder')
os.symlink('/job/main.py', 'main')
try:
    os.mkfifo('pipe')
except OSError:
    pass
open('kept', 'w').write('k')
)");
  INFO(shown(result));
  CHECK(artifacts_of(result) == contents{{"kept", "k"}});
  CHECK(result["details"]["artifacts"].get<std::string>().find("links") != std::string::npos);
}

TEST_CASE("what is larger than the limit together is left out and said", "[artifacts]") {
  const auto write = [](int size, int limit) {
    return run_open("for name in 'ab':\n  with open(name, 'wb') as f: f.truncate("
                        + std::to_string(size) + ")",
                    {{"limits", {{"max_file_bytes", limit}}}});
  };
  const auto many = write(300'000, 16 << 20);
  INFO(many["details"]);
  CHECK(many["status"] == "succeeded");
  REQUIRE(many["artifacts"].size() == 2);
  CHECK(many["artifacts"][0].contains("data_base64"));
  CHECK_FALSE(many["artifacts"][1].contains("data_base64"));
  CHECK(many["artifacts"][1]["size"] == 300'000);
  CHECK(many["details"].value("artifacts", "").starts_with("1 left out"));
  // Sparse: they show more bytes than the disk holds.
  const auto sparse = write(90'000, 100'000);
  INFO(sparse["details"]);
  CHECK(sparse["artifacts"].size() == 1);
  CHECK(sparse["details"].value("artifacts", "").find("larger than") != std::string::npos);
  CHECK(write(100'001, 100'000)["details"].value("resource", "") == "file_size");
}

TEST_CASE("a name that is no UTF-8 is left out and said", "[artifacts]") {
  const auto result = run_open("open(b'\\xff', 'w').close()\nopen('a\\nb', 'w').close()");
  INFO(shown(result));
  CHECK(artifacts_of(result) == contents{{"a\nb", ""}});
  CHECK(result["details"]["artifacts"].get<std::string>().find("UTF-8") != std::string::npos);
}

TEST_CASE("what the interpreter caches is no artifact", "[artifacts]") {
  const auto result = run_open("import os, sys\nopen('m.py', 'w').write('x = 1')\n"
                               "sys.path.insert(0, os.getcwd())\nimport m\n"
                               "os.path.isdir('__pycache__')");
  CHECK(result["return_value"] == true);
  CHECK(artifacts_of(result) == contents{{"m.py", "x = 1"}});
}

TEST_CASE("very many and very deep files are left out and said", "[artifacts]") {
  const auto many = run_open("for i in range(1_500): open(f'{i}', 'w').close()");
  CHECK(many["artifacts"].size() == 1'000);
  CHECK(many["details"]["artifacts"].get<std::string>().find("1000") != std::string::npos);
  const auto deep = run_open("import os\nfor i in range(100): os.mkdir('d'); os.chdir('d')\n"
                             "open('f', 'w').close()");
  CHECK(deep["artifacts"] == json::array());
  CHECK(deep["details"]["artifacts"].get<std::string>().find("deeper") != std::string::npos);
}

TEST_CASE("a folder and a file that may not be read are read all the same or said", "[artifacts]") {
  const auto result = run_open("import os\nopen('f', 'w').write('x')\nos.chmod('f', 0)\n"
                               "os.mkdir('d')\nopen('d/g', 'w').write('y')\nos.chmod('d', 0)");
  INFO(shown(result));
  CHECK(result["status"] == "succeeded");
  const auto found = artifacts_of(result);
  CHECK((found == contents{{"f", "x"}, {"d/g", "y"}} || result["details"].contains("artifacts")));
}

} // namespace cordon::test
