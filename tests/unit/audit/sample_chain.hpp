// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/hash_chain.hpp"

#include <string>
#include <vector>

namespace cordon::audit {

/// A clock that starts on 2026-11-23 at 06:23:46 UTC and is a microsecond later at every look.
inline hash_chain::clock ticking_clock() {
  using namespace std::chrono;
  const timestamp start = sys_days{2026y / November / 23d} + 6h + 23min + 46s;
  return [now = start]() mutable { return now += microseconds{1}; };
}

inline record sample_step(step what = step::accepted) {
  record r;
  r.job_id = "job-1";
  r.run = 1'764'000'000'000'001;
  r.step = what;
  r.detail = {{"status", "succeeded"}, {"code_sha256", std::string(64, 'a')}};
  return r;
}

/// The lines of `count` sealed records, each without its newline.
inline std::vector<std::string> sample_lines(size_t count, chain_position from = {}) {
  hash_chain chain(from, ticking_clock());
  std::vector<std::string> lines;
  while (lines.size() < count)
    lines.push_back(to_json_line(chain.seal(sample_step()).value()));
  return lines;
}

inline std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines)
    text += line + "\n";
  return text;
}

} // namespace cordon::audit
