// SPDX-License-Identifier: Apache-2.0
#include "audit/audit_file.hpp"
#include "sample_chain.hpp"
#include "temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <sstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

using namespace cordon::audit;
using cordon::errc;

namespace {

verification verify_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return verify(in);
}

/// Opens `path`, appends `count` records that continue what is there, closes.
void append_records(const std::string& path, size_t count) {
  auto file = audit_file::open(path).value();
  for (const auto& line : sample_lines(count, file->position()))
    REQUIRE(file->append(line));
  REQUIRE(file->close());
}

/// No file of this process can grow beyond `bytes` while this lives.
class file_size_limit {
public:
  explicit file_size_limit(rlim_t bytes) : old_handler_(std::signal(SIGXFSZ, SIG_DFL)) {
    ::getrlimit(RLIMIT_FSIZE, &old_limit_);
    rlimit limit = old_limit_;
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~file_size_limit() {
    ::setrlimit(RLIMIT_FSIZE, &old_limit_);
    std::signal(SIGXFSZ, old_handler_);
  }
  file_size_limit(const file_size_limit&) = delete;
  file_size_limit& operator=(const file_size_limit&) = delete;

private:
  rlimit old_limit_{};
  void (*old_handler_)(int);
};

} // namespace

TEST_CASE("a new audit file is its owner's alone", "[audit][file]") {
  const temporary_folder folder;
  append_records(folder / "audit.jsonl", 1);
  struct stat status {};
  REQUIRE(::stat((folder / "audit.jsonl").c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0600);
}

TEST_CASE("lines are written in order, each with a newline", "[audit][file]") {
  const temporary_folder folder;
  const auto lines = sample_lines(200);
  auto file = audit_file::open(folder / "audit.jsonl").value();
  for (const auto& line : lines)
    REQUIRE(file->append(line));
  REQUIRE(file->flush());
  CHECK(read_file(folder / "audit.jsonl") == joined(lines));
  REQUIRE(file->close());
  CHECK(read_file(folder / "audit.jsonl") == joined(lines));
}

TEST_CASE("closing writes what is queued", "[audit][file]") {
  const temporary_folder folder;
  append_records(folder / "audit.jsonl", 50);
  CHECK(verify_file(folder / "audit.jsonl").records == 50);
}

TEST_CASE("a file's chain goes on when it is opened again", "[audit][file]") {
  const temporary_folder folder;
  const std::string path = folder / "audit.jsonl";
  for (const size_t count : {3u, 1u, 5u})
    append_records(path, count);
  const auto found = verify_file(path);
  CHECK_FALSE(found.first_break);
  CHECK(found.records == 9);
  CHECK(audit_file::open(path).value()->position() == found.last);
}

TEST_CASE("opening alone changes nothing", "[audit][file]") {
  const temporary_folder folder;
  const std::string torn = joined(sample_lines(2)) + R"({"seq":3,"ti)";
  write_file(folder / "audit.jsonl", torn);
  REQUIRE(audit_file::open(folder / "audit.jsonl").value()->close());
  CHECK(read_file(folder / "audit.jsonl") == torn);
}

TEST_CASE("a torn last line is kept and the chain goes on behind it", "[audit][file]") {
  const auto lines = sample_lines(3);
  for (size_t kept = 1; kept <= lines[2].size(); kept += 7) {
    const temporary_folder folder;
    const std::string path = folder / "audit.jsonl";
    const std::string before = lines[0] + "\n" + lines[1] + "\n" + lines[2].substr(0, kept);
    write_file(path, before);
    append_records(path, 2);
    const auto found = verify_file(path);
    INFO(kept);
    CHECK(read_file(path).starts_with(before + "\n"));
    CHECK_FALSE(found.first_break);
    CHECK(found.records == 4);
    CHECK(found.torn_lines == std::vector<uint64_t>{3});
  }
}

TEST_CASE("a last record that lacks only its newline counts", "[audit][file]") {
  const temporary_folder folder;
  const std::string path = folder / "audit.jsonl";
  std::string text = joined(sample_lines(2));
  text.pop_back();
  write_file(path, text);
  append_records(path, 1);
  const auto found = verify_file(path);
  CHECK_FALSE(found.first_break);
  CHECK(found.records == 3);
  CHECK(found.torn_lines.empty());
}

TEST_CASE("crash after crash leaves a file that goes on and verifies", "[audit][file]") {
  const temporary_folder folder;
  const std::string path = folder / "audit.jsonl";
  const std::string line = sample_lines(1)[0];
  write_file(path, line.substr(0, 20) + "\n" + line.substr(0, 90) + "\n" + line.substr(0, 4));
  append_records(path, 2);
  const auto found = verify_file(path);
  CHECK_FALSE(found.first_break);
  CHECK(found.records == 2);
  CHECK(found.torn_lines == std::vector<uint64_t>{1, 2, 3});
}

TEST_CASE("a file that does not end as an audit file does is left alone", "[audit][file]") {
  const auto lines = sample_lines(2);
  std::string changed = lines[1];
  changed.replace(changed.find("job-1"), 5, "job-2");
  for (const std::string& content :
       {std::string("root:x:0:0\n"), lines[0] + "\n\n", lines[0] + "\n" + changed + "\n",
        lines[0] + "\n" + lines[1].substr(0, 30) + std::string(100, '\0'),
        std::string(3 * 1024 * 1024, 'x')}) {
    const temporary_folder folder;
    write_file(folder / "audit.jsonl", content);
    const auto opened = audit_file::open(folder / "audit.jsonl");
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == errc::bad_input);
    CHECK(opened.error().what.find("move it away") != std::string::npos);
    CHECK(read_file(folder / "audit.jsonl") == content);
  }
}

TEST_CASE("a chain longer than what is read of it goes on", "[audit][file]") {
  const temporary_folder folder;
  append_records(folder / "audit.jsonl", 1'500);
  append_records(folder / "audit.jsonl", 1);
  CHECK(verify_file(folder / "audit.jsonl").records == 1'501);
}

TEST_CASE("a second writer of the same file is refused", "[audit][file]") {
  const temporary_folder folder;
  auto first = audit_file::open(folder / "audit.jsonl").value();
  const auto second = audit_file::open(folder / "audit.jsonl");
  REQUIRE_FALSE(second);
  CHECK(second.error().what.find("another process") != std::string::npos);
  REQUIRE(first->close());
  CHECK(audit_file::open(folder / "audit.jsonl"));
}

TEST_CASE("what is no regular file is refused", "[audit][file]") {
  const temporary_folder folder;
  CHECK_FALSE(audit_file::open(folder / "."));
  CHECK_FALSE(audit_file::open(folder / "missing/audit.jsonl"));
  REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
  CHECK(audit_file::open(folder / "fifo").error().code == errc::bad_input);
  CHECK(audit_file::open("/dev/null").error().code == errc::bad_input);
}

TEST_CASE("what is not one line is not appended", "[audit][file]") {
  const temporary_folder folder;
  auto file = audit_file::open(folder / "audit.jsonl").value();
  CHECK(file->append("").error().code == errc::bad_input);
  CHECK(file->append("a\nb").error().code == errc::bad_input);
  CHECK(file->append(std::string(max_line_bytes + 1, 'x')).error().code == errc::bad_input);
  REQUIRE(file->close());
  CHECK(file->append("late").error().what == "the audit file is closed");
  CHECK(read_file(folder / "audit.jsonl").empty());
}

TEST_CASE("a queue smaller than a line still lets every line through", "[audit][file]") {
  const temporary_folder folder;
  auto file = audit_file::open(folder / "audit.jsonl", {.max_queued_bytes = 1}).value();
  const auto lines = sample_lines(100);
  for (const auto& line : lines)
    REQUIRE(file->append(line));
  REQUIRE(file->close());
  CHECK(read_file(folder / "audit.jsonl") == joined(lines));
}

TEST_CASE("lines of several threads are never mixed", "[audit][file]") {
  const temporary_folder folder;
  auto file = audit_file::open(folder / "audit.jsonl", {.max_queued_bytes = 512}).value();
  const auto append_many = [&](char letter) {
    for (int i = 0; i < 200; ++i)
      static_cast<void>(file->append(std::string(40, letter)));
  };
  std::thread first(append_many, 'a');
  std::thread second(append_many, 'b');
  first.join();
  second.join();
  REQUIRE(file->close());
  std::istringstream in(read_file(folder / "audit.jsonl"));
  size_t lines = 0;
  for (std::string line; std::getline(in, line); ++lines)
    REQUIRE((line == std::string(40, 'a') || line == std::string(40, 'b')));
  CHECK(lines == 400);
}

TEST_CASE("a full disk is told by every later call, and the file goes on once there is room",
          "[audit][file]") {
  const temporary_folder folder;
  const std::string path = folder / "audit.jsonl";
  {
    const file_size_limit limit(1'000);
    auto file = audit_file::open(path).value();
    for (const auto& line : sample_lines(8))
      static_cast<void>(file->append(line));
    const auto flushed = file->flush();
    const auto appended = file->append("x");
    const auto closed = file->close();
    const auto closed_again = file->close();
    REQUIRE_FALSE(flushed);
    CHECK(flushed.error().code == errc::system);
    CHECK(flushed.error().where == path);
    CHECK_FALSE(appended);
    CHECK_FALSE(closed);
    CHECK_FALSE(closed_again);
  }
  const auto full = verify_file(path);
  REQUIRE(full.records > 0);
  REQUIRE(full.torn_lines.size() == 1);
  append_records(path, 2);
  const auto found = verify_file(path);
  CHECK_FALSE(found.first_break);
  CHECK(found.records == full.records + 2);
}
