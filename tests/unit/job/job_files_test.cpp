// SPDX-License-Identifier: Apache-2.0
#include "job/job_files.hpp"

#include "parsing.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::job;
using namespace cordon::test;

namespace {

std::string with_path(const std::string& path) {
  return with(R"("files":[{"path":")" + path + R"(","content":""}])");
}

std::string with_paths(std::initializer_list<std::string> paths) {
  std::string list;
  for (const auto& path : paths)
    list += (list.empty() ? "" : ",") + (R"({"path":")" + path + R"(","content":""})");
  return with("\"files\":[" + list + "]");
}

} // namespace

TEST_CASE("paths below the work folder are taken", "[job][files]") {
  for (const char* path : {"a", "a/b/c.txt", "...", "..a", ".hidden", "a..b/.c", "sp ace",
                           "back\\\\slash", "gr\xC3\xBC\xC3\x9F", "a\\nb", "-rf", "~"})
    CHECK(parse(with_path(path)));
  CHECK(accepted(with_path("back\\\\slash")).files[0].path == "back\\slash");
  CHECK(parse(with_path(std::string(255, 'x'))));
  std::string longest(1024, 'a');
  for (size_t at = 200; at < longest.size(); at += 200)
    longest[at] = '/';
  CHECK(parse(with_path(longest)));
  CHECK_FALSE(parse(with_path(longest + "a")));
}

TEST_CASE("paths that leave the work folder or name no file are refused", "[job][files]") {
  const std::pair<std::string, std::string> refusals[] = {
      {"", "files[0].path: is empty"},
      {"/etc/passwd",
       "files[0].path: '/etc/passwd' is absolute; a path is relative to the program's "
       "working directory"},
      {"//a", "files[0].path: '//a' is absolute"},
      {"..", "files[0].path: '..' has an empty, '.' or '..' part"},
      {"../a", "files[0].path: '../a' has"},
      {"a/../b", "files[0].path: 'a/../b' has"},
      {"a/..", "files[0].path: 'a/..' has"},
      {".", "files[0].path: '.' has"},
      {"./a", "files[0].path: './a' has"},
      {"a/./b", "files[0].path: 'a/./b' has"},
      {"a//b", "files[0].path: 'a//b' has"},
      {"a/", "files[0].path: 'a/' has"},
      {"a\\u0000b", "files[0].path: 'a?b' holds a NUL byte"},
      {"\\u002e\\u002e/a", "files[0].path: '../a' has"},
      {std::string(256, 'x'), "files[0].path: '"},
      {std::string(1025, 'x'), "files[0].path: '"},
  };
  for (const auto& [path, why] : refusals) {
    const auto r = refused(with_path(path));
    CAPTURE(r.message, why);
    CHECK(r.message.starts_with(why));
    CHECK(r.field == "files[0].path");
  }
}

TEST_CASE("no path may be there twice", "[job][files]") {
  CHECK(refused(with_paths({"b", "a", "b"})).message
        == "files: the path 'b' is there more than once");
}

TEST_CASE("no path may be a file and a folder", "[job][files]") {
  const std::string why = "files: 'a' can't be a file and the folder of 'a/b'";
  CHECK(refused(with_paths({"a", "a/b"})).message == why);
  CHECK(refused(with_paths({"a/b", "a"})).message == why);
  // These sort between 'a' and 'a/b' byte by byte.
  CHECK(refused(with_paths({"a", "a-", "a.txt", "a!", "a/b"})).message == why);
  CHECK(refused(with_paths({"x", "a/b/c/d", "a/b"})).message
        == "files: 'a/b' can't be a file and the folder of 'a/b/c/d'");
  CHECK(parse(with_paths({"a", "ab", "a-b", "b/a", "b/a-", "c/b", "c/a"})));
}

TEST_CASE("a file has its content in exactly one form", "[job][files]") {
  const std::string why = "files[0]: must have exactly one of 'content' and 'data_base64'";
  CHECK(refused(with(R"("files":[{"path":"a"}])")).message == why);
  CHECK(refused(with(R"("files":[{"path":"a","content":"","data_base64":""}])")).message == why);
  CHECK(refused(with(R"("files":[{"content":""}])")).message == "files[0].path: is missing");
  CHECK(refused(with(R"("files":["a"])")).message == "files[0]: must be an object, not a string");
  CHECK(refused(with(R"("files":[{"path":1,"content":""}])")).malformed);
  CHECK(refused(with(R"("files":[{"path":"a","content":null}])")).message
        == "files[0].content: must be a string, not null");
  CHECK(refused(with(R"("files":[{"path":"a","content":""},{"path":"b"}])")).field == "files[1]");
}

TEST_CASE("base64 is taken strictly", "[job][files]") {
  CHECK(accepted(with(R"("files":[{"path":"a","data_base64":""}])")).files[0].content.empty());
  for (const char* text : {"A", "AA", "AAA", "AA==AA==", "AAAA\\n", "AB==", "-_==", "AA=A"}) {
    const auto r =
        refused(with(R"("files":[{"path":"a","data_base64":")" + std::string(text) + "\"}]"));
    CHECK(r.message
          == "files[0].data_base64: is not base64: standard alphabet, '=' padding and no line "
             "breaks");
  }
}

TEST_CASE("files count in max_file_bytes by their content", "[job][files]") {
  const std::string files =
      R"("files":[{"path":"a","content":"12345"},{"path":"b","data_base64":"AAEC"}])";
  CHECK(parse(with(R"("limits":{"max_file_bytes":8},)" + files)));
  CHECK(refused(with(R"("limits":{"max_file_bytes":7},)" + files)).message
        == "files: hold 8 bytes together; limits.max_file_bytes is 7");
  CHECK(refused(with(files + R"(,"limits":{"max_file_bytes":0})")).field == "files");
}
