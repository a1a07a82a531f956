// SPDX-License-Identifier: Apache-2.0
#pragma once

#if defined(__GNUC__) && !defined(__clang__)
// For g++ 12 a designated initialiser that leaves members at their defaults forgot them.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif

#include "jail/messages.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

/// One of each message, with no field at its default.
namespace cordon::jail::samples {

inline setup sample_setup() {
  setup s;
  s.role = role::analyse;
  s.host_uid = 200'007;
  s.cgroup_files = {cgroup_file::kill, cgroup_file::memory_limit};
  s.programs_fork = true;
  s.allowed_imports = {"json", "math"};
  s.preload = {"json"};
  s.packages = "/opt/venv";
  s.listeners = {{"api.example.org", 0x7f4d0001, 443}, {"192.0.2.7", 0xc0000207, 5'432}};
  s.policies = {{.enabled = false,
                 .forbidden_imports = {"os", "sys"},
                 .forbidden_functions = {"eval"},
                 .forbidden_attributes = {"__class__", ""},
                 .max_operations = 77,
                 .allow_getattr = false,
                 .allow_setattr = true},
                {}};
  return s;
}

inline ready sample_ready() {
  return {{"user_ns", "seccomp"}, "mount(2): Operation not permitted"};
}

inline job_order sample_order() {
  job_order o;
  o.run = 0x1122334455667788;
  o.limits = {std::chrono::milliseconds(1'500), 1, 2, 3, 4};
  o.code = "print(1)";
  o.context_json = R"({"a":1})";
  o.stdin_text = "in";
  o.files = {{"a/b.txt", "content"}, {"empty", ""}};
  o.allowed_imports = {"math"};
  return o;
}

inline report sample_report() {
  using namespace std::chrono_literals;
  return {.run = 7,
          .ending = ending::signaled,
          .status = 9,
          .forbidden_syscall = "ptrace",
          .wall = std::chrono::nanoseconds(123'456'789),
          .memory_peak_bytes = 1u << 20,
          .oom_kills = 2,
          .has_artifacts = true,
          .artifacts_problem = "too many",
          .problem = "no step",
          .phases = {1ns, 2ns, 3ns, 4ns, 5ns}};
}

inline verdict sample_verdict() {
  return {.claim = claim::raised,
          .exit_code = -1,
          .return_value_is_repr = true,
          .return_value = "[1]",
          .return_value_problem = "too long",
          .exception = "ValueError",
          .message = "no",
          .traceback = "Traceback",
          .refused_import = "os",
          .os_error = 28};
}

inline analysis_request sample_request() {
  return {.run = 3,
          .policy = 2,
          .check_policy = false,
          .any_import = true,
          .allowed_imports = {"math", "re"},
          .code = "1 + 1",
          .check_syntax = false};
}

inline analysis sample_analysis() {
  return {4,
          {{"forbidden_import", job::severity::high, "Import of 'os' is not allowed", 1, 2},
           {"code_complexity", job::severity::low, "", 0, 0}}};
}

/// A message's encoding, and whether bytes can be decoded as one like it.
struct codec_case {
  std::string name;
  std::string bytes;
  std::function<bool(std::string_view)> decodes;
};

inline std::vector<codec_case> codecs() {
  const auto by = [](auto decode) {
    return [decode](std::string_view bytes) { return decode(bytes).has_value(); };
  };
  return {{"setup", encode(sample_setup()), by(decode_setup)},
          {"ready", encode(sample_ready()), by(decode_ready)},
          {"job", encode(sample_order()), by(decode_job_order)},
          {"cancel", encode_cancel(9), by(decode_cancel)},
          {"born", encode_born(4'711), by(decode_born)},
          {"report", encode(sample_report()), by(decode_report)},
          {"verdict", encode(sample_verdict()), by(decode_verdict)},
          {"analyse", encode(sample_request()), by(decode_analysis_request)},
          {"findings", encode(sample_analysis()), by(decode_analysis)}};
}

/// Bytes in a block of exactly their size, so that AddressSanitizer sees one read too many.
class exact_copy {
public:
  explicit exact_copy(std::string_view bytes)
      : size_(bytes.size()), bytes_(std::make_unique<char[]>(size_)) {
    std::copy(bytes.begin(), bytes.end(), bytes_.get());
  }
  std::string_view view() const { return {bytes_.get(), size_}; }

private:
  size_t size_;
  std::unique_ptr<char[]> bytes_;
};

/// Changes, drops, doubles and inserts bytes, the same ones for the same seed.
class mutator {
public:
  explicit mutator(uint32_t seed) : random_(seed) {}

  std::string operator()(std::string bytes) {
    for (auto changes = 1 + below(4); changes > 0 && !bytes.empty(); --changes) {
      const auto at = below(bytes.size());
      switch (below(5)) {
      case 0:
        bytes[at] = static_cast<char>(random_());
        break;
      case 1:
        bytes[at] = extremes[below(extremes.size())];
        break;
      case 2:
        bytes.erase(at, 1 + below(8));
        break;
      case 3:
        bytes.insert(at, bytes.substr(below(bytes.size()), below(16)));
        break;
      default:
        bytes.resize(at);
      }
    }
    return bytes;
  }

private:
  static constexpr std::string_view extremes{"\x00\x01\x7f\x80\xff", 5};

  size_t below(size_t bound) { return random_() % bound; }

  std::mt19937 random_;
};

} // namespace cordon::jail::samples
