// SPDX-License-Identifier: Apache-2.0
#include "run_file.hpp"

#include "audit/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>

using namespace cordon;
using namespace cordon::workers;

namespace {

run_file sample() {
  return {.pid = getpid(), .bootstrap = "127.0.0.1:9092", .redis = "unix:///r", .http = ""};
}

mode_t mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

/// A process id that is no process's: above the highest that the kernel gives.
constexpr pid_t nobody = 0x7ffffff0;

} // namespace

TEST_CASE("a run file is read as it was written, and only by its owner", "[workers][run_file]") {
  const audit::temporary_folder base;
  const auto path = base / "cordon-0/up.json";
  REQUIRE(write_run_file(sample(), path));
  CHECK(read_run_file(path).value() == sample());
  CHECK(mode_of(path) == 0600);
  CHECK(mode_of(base / "cordon-0") == 0700);
}

TEST_CASE("a newer run file takes the place of an older one", "[workers][run_file]") {
  const audit::temporary_folder base;
  const auto path = base / "d/up.json";
  auto newer = sample();
  newer.bootstrap = "127.0.0.1:1";
  REQUIRE(write_run_file(sample(), path));
  REQUIRE(write_run_file(newer, path));
  CHECK(read_run_file(path).value().bootstrap == "127.0.0.1:1");
}

TEST_CASE("the run file of a process that is gone is none", "[workers][run_file]") {
  const audit::temporary_folder base;
  const auto path = base / "d/up.json";
  auto stale = sample();
  stale.pid = nobody;
  REQUIRE(write_run_file(stale, path));
  const auto read = read_run_file(path);
  REQUIRE_FALSE(read);
  CHECK(read.error().code == errc::not_found);
  CHECK(read.error().what.find("is gone; start 'cordon up' again") != std::string::npos);
}

TEST_CASE("without a run file there is none", "[workers][run_file]") {
  const audit::temporary_folder base;
  CHECK(read_run_file(base / "d/up.json").error().code == errc::not_found);
  CHECK(read_run_file(base / "up.json").error().code == errc::not_found);
}

TEST_CASE("a run file that others could have written is refused", "[workers][run_file]") {
  const audit::temporary_folder base;
  const auto folder = base / "d";
  const auto path = folder + "/up.json";
  REQUIRE(write_run_file(sample(), path));
  REQUIRE(chmod(path.c_str(), 0620) == 0);
  CHECK(read_run_file(path).error().code == errc::bad_input);
  REQUIRE(chmod(path.c_str(), 0600) == 0);
  REQUIRE(chmod(folder.c_str(), 0777) == 0);
  CHECK(read_run_file(path).error().code == errc::bad_input);
  CHECK(write_run_file(sample(), path).error().code == errc::bad_input);
}

TEST_CASE("a link in the place of the run file or its folder is not followed",
          "[workers][run_file]") {
  const audit::temporary_folder base;
  REQUIRE(write_run_file(sample(), base / "real/up.json"));
  REQUIRE(symlink((base / "real").c_str(), (base / "link").c_str()) == 0);
  CHECK_FALSE(read_run_file(base / "link/up.json"));
  CHECK_FALSE(write_run_file(sample(), base / "link/up.json"));
  REQUIRE(symlink("up.json", (base / "real/other.json").c_str()) == 0);
  CHECK_FALSE(read_run_file(base / "real/other.json"));
}

TEST_CASE("a run file of other content is refused", "[workers][run_file]") {
  const audit::temporary_folder base;
  const auto path = base / "d/up.json";
  for (const char* text :
       {"", "{", "[]", "{}", R"({"pid":"1","bootstrap":"","redis":"","http":""})",
        R"({"pid":1,"bootstrap":2,"redis":"","http":""})", "[[[[[[[["}) {
    REQUIRE(write_run_file(sample(), path));
    audit::write_file(path, text);
    CHECK(read_run_file(path).error().code == errc::bad_input);
  }
}

TEST_CASE("a run file is removed by the one that wrote it alone", "[workers][run_file]") {
  const audit::temporary_folder base;
  const auto path = base / "d/up.json";
  REQUIRE(write_run_file(sample(), path));
  remove_run_file(nobody, path);
  CHECK(read_run_file(path));
  remove_run_file(getpid(), path);
  CHECK_FALSE(read_run_file(path));
}

TEST_CASE("the run file lies below the user's runtime folder", "[workers][run_file]") {
  const auto name = "/cordon-" + std::to_string(geteuid()) + "/up.json";
  const char* before = std::getenv("XDG_RUNTIME_DIR");
  const std::string kept = before == nullptr ? "" : before;
  setenv("XDG_RUNTIME_DIR", "/run/user/7", 1);
  CHECK(run_file_path() == "/run/user/7" + name);
  setenv("XDG_RUNTIME_DIR", "relative", 1);
  CHECK(run_file_path() == "/tmp" + name);
  unsetenv("XDG_RUNTIME_DIR");
  CHECK(run_file_path() == "/tmp" + name);
  if (before != nullptr)
    setenv("XDG_RUNTIME_DIR", kept.c_str(), 1);
}
