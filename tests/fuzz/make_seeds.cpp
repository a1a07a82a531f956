// SPDX-License-Identifier: Apache-2.0
// make_seeds FOLDER: writes what the fuzzers begin with, a folder for each: one of every message,
// as this build writes it.
#include "intake/ledger_text.hpp"
#include "jail/codec.hpp"
#include "jail/sample_messages.hpp"
#include "job/big_endian.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace {

using namespace cordon;

class seed_folder {
public:
  explicit seed_folder(std::filesystem::path at) : at_(std::move(at)) {
    std::filesystem::create_directories(at_);
  }
  void add(const std::string& bytes) {
    std::ofstream(at_ / std::to_string(count_++), std::ios::binary) << bytes;
  }

private:
  std::filesystem::path at_;
  int count_ = 0;
};

/// As in fuzz_input.hpp.
std::string with_length(const std::string& text) {
  return job::big_endian(static_cast<int64_t>(text.size()), 2) + text;
}

std::string framed(const std::string& body) {
  std::string out;
  jail::encoder(out).text(body);
  return out;
}

void add_frames(seed_folder to) {
  std::string all;
  for (const auto& one : jail::samples::codecs()) {
    const auto bytes = framed(one.bytes);
    to.add("\x2f" + with_length(bytes));
    all += bytes;
  }
  to.add("\x0f" + with_length(all));
  to.add("\x13" + all.substr(0, 4) + "\x0f" + with_length(all.substr(4)));
}

void add_verdicts(seed_folder to) {
  auto report = jail::samples::sample_report();
  auto verdict = jail::samples::sample_verdict();
  for (const auto ending : {jail::ending::exited, jail::ending::signaled, jail::ending::timed_out,
                            jail::ending::cancelled, jail::ending::not_started})
    for (const auto claim :
         {jail::claim::none, jail::claim::completed, jail::claim::exited, jail::claim::raised}) {
      report.ending = ending;
      report.status = ending == jail::ending::signaled ? 9 : 0;
      report.oom_kills = 0;
      verdict.claim = claim;
      verdict.exit_code = 0;
      verdict.return_value_problem = {};
      verdict.return_value = R"({"a":[1,2.5,"x",null]})";
      verdict.return_value_is_repr = claim == jail::claim::none;
      to.add(std::string(1, '\xf1') + with_length(jail::encode(report)) + with_length("out\n")
             + framed(jail::encode(verdict)));
    }
}

void add_artifacts(seed_folder to) {
  std::string list;
  jail::encoder out(list);
  out.u32(2);
  for (const char* text : {"a/b.txt", "content", "plot.png", ""})
    out.text(text);
  to.add(list);
}

void add_ledgers(seed_folder to) {
  to.add(job::big_endian(int64_t{100}) + intake::encode_ledger({100, {{102, 105}, {300, 301}}}));
  intake::finished_offsets many(7);
  for (int64_t at = 9; at < 200; at += 2)
    many.beyond.push_back({at, at + 1});
  to.add(job::big_endian(int64_t{7}) + intake::encode_ledger(many));
}

constexpr const char* jobs[] = {
    R"({"code":"1 + 1"})",
    R"({"id":"a","type":"execute","user_id":7,"session_id":"s","profile":"data",)"
    R"("metadata":{"k":[1]},)"
    R"("reply_to":"x-replies","expires":60,"countdown":1.5,"max_retries":2,"code":"1",)"
    R"("context":{"n":1e3},"stdin":"in","files":[{"path":"a/b","content":"x"}],)"
    R"("limits":{"timeout_seconds":1,"max_memory_mb":64,"max_output_bytes":1000}})",
    R"({"type":"redact","text":"a@b.example","redact_sensitive_output":true})",
    R"({"type":"validate","code":"import os","allowed_imports":["math"],"enable_network":false})",
    R"({"type":"cancel","id":"a","user_id":"u"})",
};

void add_records(seed_folder to) {
  for (const std::string value : jobs) {
    const auto time = job::big_endian(int64_t{1'700'000'000'000}, 6);
    to.add(time + std::string("\x04\x00\x00\x00", 4) + value);
    // Six headers of a delayed copy: due, attempts, first timestamp, topic, partition, offset.
    std::string headers("\x06", 1);
    const auto add = [&](char kind, const std::string& content) {
      headers += kind + std::string(1, static_cast<char>(content.size())) + content;
    };
    add(0, job::big_endian(int64_t{1'700'000'001'000}));
    add(1, job::big_endian(int32_t{2}));
    add(2, job::big_endian(int64_t{1'700'000'000'000}));
    add(3, "jobs");
    add(4, job::big_endian(int32_t{1}));
    add(5, job::big_endian(int64_t{5}));
    to.add(time + std::string("\x01\x00", 2) + headers + std::string("\x01k", 2) + value);
  }
}

} // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("make_seeds: say in which folder the seeds are to be\n", stderr);
    return 2;
  }
  const std::filesystem::path folder = arguments[1];
  seed_folder messages(folder / "messages");
  for (const auto& one : jail::samples::codecs())
    messages.add(one.bytes);
  add_frames(seed_folder(folder / "frames"));
  add_verdicts(seed_folder(folder / "verdict"));
  add_artifacts(seed_folder(folder / "artifacts"));
  add_ledgers(seed_folder(folder / "ledger"));
  seed_folder job_seeds(folder / "job");
  for (const auto* one : jobs)
    job_seeds.add(one);
  add_records(seed_folder(folder / "record"));
  return 0;
}
