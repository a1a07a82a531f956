// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cordon::test {

using json = nlohmann::json;

TEST_CASE("the context reaches the program to the digit", "[input]") {
  // As text: the JSON library of the tests would round the number.
  const auto result = shared_pipeline().run_text(
      "{\"id\": \"digits\", \"code\": \"print(*context.values())\", \"context\": "
      "{\"n\": 123456789012345678901234567890, \"f\": 0.1, \"t\": \"é\\u0000𝄞\", "
      "\"l\": [null, true, {\"a\": [1e400, -5]}]}}",
      "digits");
  INFO(shown(result));
  CHECK(result["stdout"]
        == "123456789012345678901234567890 0.1 é" + std::string(1, '\0')
               + "𝄞 [None, True, {'a': [inf, -5]}]\n");
}

TEST_CASE("the context of one job is gone in the next", "[input]") {
  CHECK(run_default("context['a'] = 1\nsorted(context)", {{"context", {{"b", 1}}}})["return_value"]
        == json{"a", "b"});
  CHECK(run_default("sorted(context)")["return_value"] == json::array());
}

TEST_CASE("a program reads its standard input", "[input]") {
  const auto lines = run_default("print(input() + '!')\nprint(input())\ntry: input()\n"
                                 "except EOFError: print('end')",
                                 {{"stdin", "é\nb"}});
  CHECK(lines["stdout"] == "é!\nb\nend\n");
  const auto none = run_default("input()");
  CHECK(none["details"]["exception"] == "EOFError");
  const std::string large(1'000'000, 'x');
  const auto all = run_open("import sys\nlen(sys.stdin.read())", {{"stdin", large}});
  CHECK(all["return_value"] == 1'000'000);
}

TEST_CASE("the files of a job lie in its work folder", "[input]") {
  const auto result = run_open(R"(
import os
print(os.getcwd())
for folder, folders, files in sorted(os.walk('.')):
    print(folder, sorted(folders), sorted(files))
print(open('a.txt').read(), open('deep/er/b.bin', 'rb').read(), os.path.getsize('empty'))
)",
                               {{"files",
                                 {{{"path", "a.txt"}, {"content", "text é"}},
                                  {{"path", "deep/er/b.bin"}, {"data_base64", "AP8K"}},
                                  {{"path", "deep/c"}, {"content", "c"}},
                                  {{"path", "empty"}, {"content", ""}}}}});
  INFO(shown(result));
  CHECK(result["stdout"]
        == "/job/work\n. ['deep'] ['a.txt', 'empty']\n./deep ['er'] ['c']\n./deep/er [] ['b.bin']\n"
           "text é b'\\x00\\xff\\n' 0\n");
  CHECK(result["artifacts"] == json::array());
}

TEST_CASE("a file that cannot lie in the work folder is refused", "[input]") {
  for (const char* path : {"/etc/x", "../x", "a/../../x", "", "a//b", "."}) {
    const auto result = run_open("1", {{"files", {{{"path", path}, {"content", ""}}}}});
    INFO(path << shown(result));
    CHECK(result["status"] == "rejected");
    CHECK(result["details"].value("field", "").starts_with("files"));
  }
  const auto twice = run_open(
      "1", {{"files", {{{"path", "a"}, {"content", ""}}, {{"path", "a/b"}, {"content", ""}}}}});
  INFO(shown(twice));
  CHECK(twice["success"] == false);
  CHECK(twice["error_type"] == "ValidationError");
}

TEST_CASE("a program finds itself as a file", "[input]") {
  const auto result =
      run_open("import sys, inspect\ndef f(): pass\nprint(__file__, sys.argv, __name__)\n"
               "print(inspect.getsource(f))\nopen(__file__).read()[:6]");
  INFO(shown(result));
  CHECK(result["stdout"] == "/job/main.py ['/job/main.py'] __main__\ndef f(): pass\n\n");
  CHECK(result["return_value"] == "import");
}

} // namespace cordon::test
