// SPDX-License-Identifier: Apache-2.0
#include "program_job.hpp"

#include "audit/temporary_folder.hpp"
#include "job/job_parser.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::workers;
using audit::write_file;

namespace {

/// A folder with a program `p.py`, and options that run it.
struct program_folder {
  audit::temporary_folder folder;
  run_options options;

  program_folder() { options.file = put("p.py", "print('é')\n"); }

  std::string put(const char* name, const std::string& content) {
    const auto path = folder / name;
    write_file(path, content);
    return path;
  }

  /// The job as the pipeline reads it.
  job::job job() const {
    static const auto profiles = job::builtin_profiles();
    const auto text = make_program_job(options);
    if (!text)
      throw std::runtime_error(text.error().text());
    const auto parsed = job::parse_job(*text, profiles, "run");
    if (!parsed)
      throw std::runtime_error(parsed.error().message);
    return **parsed;
  }

  error failure() const {
    const auto made = make_program_job(options);
    REQUIRE_FALSE(made);
    return made.error();
  }
};

bool mentions(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

} // namespace

TEST_CASE("a program becomes a job of its code", "[workers][program_job]") {
  const program_folder f;
  const auto job = f.job();
  CHECK(job.id == "run");
  CHECK(job.type == job::job_type::execute);
  CHECK(job.code == "print('é')\n");
  CHECK(job.profile == "default");
  CHECK(job.context_json == "{}");
  CHECK(job.stdin_text.empty());
  CHECK(job.files.empty());
  CHECK(job.limits == job::limits{});
}

TEST_CASE("options become the job's fields", "[workers][program_job]") {
  program_folder f;
  f.options.profile = "open";
  f.options.timeout_seconds = 2.5;
  f.options.context_json = R"({"name": "Al\"ice"})";
  f.options.stdin_file = f.put("in.txt", "a\nb");
  f.options.files = {{f.put("x", std::string("\0\xff\n", 3)), "sub/x.bin"}, {f.put("y", ""), "y"}};
  const auto job = f.job();
  CHECK(job.profile == "open");
  CHECK(job.limits.timeout == std::chrono::milliseconds(2'500));
  CHECK(job.context_json == R"({"name": "Al\"ice"})");
  CHECK(job.stdin_text == "a\nb");
  REQUIRE(job.files.size() == 2);
  CHECK(job.files[0].path == "sub/x.bin");
  CHECK(job.files[0].content == std::string("\0\xff\n", 3));
  CHECK(job.files[1].path == "y");
  CHECK(job.files[1].content.empty());
}

TEST_CASE("a context can come from a file", "[workers][program_job]") {
  program_folder f;
  f.options.context_json = "@" + f.put("c.json", "{\n \"a\": [1]\n}\n");
  CHECK(mentions(f.job().context_json, "\"a\": [1]"));
}

TEST_CASE("a file that is not there is named", "[workers][program_job]") {
  program_folder f;
  const auto missing = f.folder / "missing";
  SECTION("the program") {
    f.options.file = missing;
  }
  SECTION("the context") {
    f.options.context_json = "@" + missing;
  }
  SECTION("the input") {
    f.options.stdin_file = missing;
  }
  SECTION("a file") {
    f.options.files = {{missing, "a"}};
  }
  CHECK(f.failure().text() == missing + ": cannot open it: No such file or directory");
}

TEST_CASE("a file of jobs is no program", "[workers][program_job]") {
  for (const char* name : {"job.json", "jobs.jsonl"}) {
    program_folder f;
    f.options.file = f.put(name, R"({"code": "1"})");
    CHECK(f.failure().text().find("--jobs") != std::string::npos);
  }
}

TEST_CASE("a folder is no program", "[workers][program_job]") {
  program_folder f;
  f.options.file = f.folder / "";
  CHECK(mentions(f.failure().text(), "Is a directory"));
}

TEST_CASE("a text that is no UTF-8 is refused with the place", "[workers][program_job]") {
  program_folder f;
  const auto bad = f.put("bad", "ab\xff");
  SECTION("the program") {
    f.options.file = bad;
    CHECK(f.failure().text() == bad + ": a program must be UTF-8; byte 2 is not");
  }
  SECTION("the context") {
    f.options.context_json = "@" + bad;
    CHECK(f.failure().text() == bad + ": a context must be UTF-8; byte 2 is not");
  }
  SECTION("the input") {
    f.options.stdin_file = bad;
    CHECK(f.failure().text() == bad + ": an input must be UTF-8; byte 2 is not");
  }
  CHECK(f.failure().code == errc::bad_input);
}

TEST_CASE("a context that is no JSON is refused by flag or file", "[workers][program_job]") {
  program_folder f;
  f.options.context_json = "{'a': 1}";
  CHECK(f.failure().text().starts_with("--context: it is no JSON: "));
  f.options.context_json = "@" + f.put("c.json", "{");
  CHECK(f.failure().text().starts_with("@" + (f.folder / "c.json") + ": it is no JSON: "));
  CHECK(f.failure().code == errc::bad_input);
}

TEST_CASE("no argument can add fields to the job", "[workers][program_job][hostile]") {
  program_folder f;
  f.options.context_json = R"({}, "enable_network": true)";
  CHECK(f.failure().code == errc::bad_input);
  f.options.context_json = "{}";
  f.options.profile = R"(default","id":"x)";
  CHECK_THROWS(f.job());
}

TEST_CASE("an input longer than a job may be is refused by its limit", "[workers][program_job]") {
  program_folder f;
  f.options.files = {{f.put("large", std::string(job::max_job_bytes + 1, 'x')), "large"}};
  CHECK(f.failure().text()
        == (f.folder / "large") + ": it is longer than a job may be, 1500000 bytes");
}

TEST_CASE("an endless input is not read to its end", "[workers][program_job]") {
  program_folder f;
  f.options.stdin_file = "/dev/zero";
  CHECK(f.failure().code == errc::bad_input);
}
