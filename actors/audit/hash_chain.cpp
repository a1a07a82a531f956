// SPDX-License-Identifier: Apache-2.0
#include "audit/hash_chain.hpp"

#include <algorithm>
#include <istream>

namespace cordon::audit {

namespace {

constexpr size_t max_torn_lines_listed = 1'000;

bool is_word(const std::string& key) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || c == '.' || c == '-';
  };
  return !key.empty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), fits);
}

/// Why `r` cannot come next; empty where it can.
std::string objection(const record& r, const chain_position& before) {
  if (r.seq != before.seq + 1)
    return "'seq' is " + std::to_string(r.seq) + " where " + std::to_string(before.seq + 1)
           + " would be next";
  if (r.previous != before.hash)
    return "'previous' is not the hash of the record before";
  if (r.hash != hash_of(r))
    return "'hash' is not that of the record: it was changed after it was sealed";
  return {};
}

/// Reads up to a newline, keeping at most one byte more than a record may have. False at the end.
bool read_line(std::istream& in, std::string& line) {
  line.clear();
  bool any = false;
  for (int c = in.get(); c != std::istream::traits_type::eof(); c = in.get()) {
    any = true;
    if (c == '\n')
      return true;
    if (line.size() <= max_line_bytes)
      line.push_back(static_cast<char>(c));
  }
  return any;
}

/// Takes one line into `so_far`; false where the chain breaks at it.
bool take(const std::string& line, uint64_t number, verification& so_far) {
  const auto parsed = parse(line);
  if (!parsed && is_torn(line, so_far.last.seq + 1)) {
    if (so_far.torn_lines.size() < max_torn_lines_listed)
      so_far.torn_lines.push_back(number);
    return true;
  }
  std::string why = parsed ? objection(*parsed, so_far.last) : parsed.error().what;
  if (!why.empty()) {
    so_far.first_break = chain_break{number, std::move(why)};
    return false;
  }
  so_far.last = {parsed->seq, parsed->hash};
  ++so_far.records;
  return true;
}

} // namespace

hash_chain::hash_chain(chain_position position, clock now)
    : position_(std::move(position)), now_(std::move(now)) {}

timestamp hash_chain::system_now() {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

expected<record> hash_chain::seal(record r) {
  for (const auto& [key, value] : r.detail)
    if (!is_word(key))
      return fail(errc::bad_input,
                  "a key of an audit record's detail must be 1 to 64 of "
                  "[A-Za-z0-9_.-]",
                  "detail");
  if (r.job_id.empty())
    return fail(errc::bad_input, "an audit record must name its job", "job_id");
  if (r.run < 0)
    return fail(errc::bad_input, "the run of an audit record must not be negative", "run");
  r.seq = position_.seq + 1;
  r.time = now_();
  r.previous = position_.hash;
  r.hash = hash_of(r);
  if (to_json_line(r).size() > max_line_bytes)
    return fail(errc::bad_input,
                "an audit record must fit " + std::to_string(max_line_bytes) + " bytes", "detail");
  position_ = {r.seq, r.hash};
  return r;
}

verification verify(std::istream& in) {
  verification found;
  std::string line;
  for (uint64_t number = 1; read_line(in, line); ++number)
    if (!take(line, number, found))
      break;
  return found;
}

} // namespace cordon::audit
