// SPDX-License-Identifier: Apache-2.0
#include "intake/ledger_text.hpp"

#include "job/base64.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace cordon::intake {

namespace {

constexpr char version = 1;
enum form : char { run_lengths = 1, bitmap = 2 };

constexpr size_t head_bytes = 2;
constexpr uint64_t max_body_bytes = max_ledger_text / 4 * 3 - head_bytes;
constexpr int64_t last_offset = std::numeric_limits<int64_t>::max();

constexpr unsigned number_bits = 7; // of each byte of a number
constexpr uint64_t more_follows = 1U << number_bits;

tl::unexpected<error> bad(std::string what) {
  return fail(errc::bad_input, std::move(what), "the metadata of the commit");
}

size_t bytes_of_number(uint64_t value) {
  size_t bytes = 1;
  while (value >>= number_bits)
    ++bytes;
  return bytes;
}

void append_number(std::string& out, uint64_t value) {
  for (; value >= more_follows; value >>= number_bits)
    out.push_back(static_cast<char>(value | more_follows));
  out.push_back(static_cast<char>(value));
}

/// Takes a number off the front; nothing where it is cut off or takes more than 63 bits.
std::optional<int64_t> take_number(std::string_view& bytes) {
  uint64_t value = 0;
  for (unsigned shift = 0; shift < 63 && !bytes.empty(); shift += number_bits) {
    const auto byte = static_cast<uint8_t>(bytes.front());
    bytes.remove_prefix(1);
    value |= (byte & (more_follows - 1)) << shift;
    if (byte < more_follows)
      return static_cast<int64_t>(value);
  }
  return std::nullopt;
}

/// Bytes for a bit of each offset after the committed one.
uint64_t bytes_of_bitmap(int64_t span) {
  return (static_cast<uint64_t>(span) + 7) / 8;
}

std::string write_run_lengths(int64_t committed, const offset_run* at, const offset_run* end) {
  std::string out{version, form::run_lengths};
  for (; at != end; ++at) {
    append_number(out, static_cast<uint64_t>(at->first - committed));
    append_number(out, static_cast<uint64_t>(at->end - at->first));
    committed = at->end;
  }
  return out;
}

std::string write_bitmap(int64_t committed, const offset_run* at, const offset_run* end) {
  std::string out{version, form::bitmap};
  out.resize(head_bytes + bytes_of_bitmap(end[-1].end - committed - 1));
  for (; at != end; ++at)
    for (auto bit = at->first - committed - 1; bit < at->end - committed - 1; ++bit) {
      auto& byte = out[head_bytes + static_cast<size_t>(bit / 8)];
      byte = static_cast<char>(byte | 1 << bit % 8);
    }
  return out;
}

expected<finished_offsets> read_run_lengths(std::string_view bytes, int64_t committed) {
  finished_offsets finished(committed);
  for (auto at = committed; !bytes.empty();) {
    const auto unfinished = take_number(bytes);
    const auto length = take_number(bytes);
    if (!unfinished || !length)
      return bad("a run length is cut off or over 63 bits: numbers in LEB128, in pairs, are right");
    if (*unfinished == 0 || *length == 0)
      return bad("a run length is 0: at least 1 is right");
    if (*unfinished > last_offset - at || *length > last_offset - at - *unfinished)
      return bad("a run ends beyond the last offset that there can be");
    const auto first = at + *unfinished;
    at = first + *length;
    finished.beyond.push_back({first, at});
  }
  return finished;
}

expected<finished_offsets> read_bitmap(std::string_view bytes, int64_t committed) {
  const auto bits = static_cast<int64_t>(bytes.size() * 8);
  if (bits >= last_offset - committed)
    return bad("the bitmap ends beyond the last offset that there can be");
  finished_offsets finished(committed);
  auto& runs = finished.beyond;
  for (int64_t bit = 0; bit < bits; ++bit) {
    if ((bytes[static_cast<size_t>(bit / 8)] >> bit % 8 & 1) == 0)
      continue;
    const auto offset = committed + 1 + bit;
    if (!runs.empty() && runs.back().end == offset)
      ++runs.back().end;
    else
      runs.push_back({offset, offset + 1});
  }
  return finished;
}

} // namespace

std::string encode_ledger(const finished_offsets& finished) {
  const auto committed = finished.below;
  const auto* const first = finished.beyond.data();
  const auto* end = first;
  uint64_t run_bytes = 0;
  uint64_t bitmap_bytes = 0;
  auto at = committed;
  for (const auto& run : finished.beyond) {
    const auto more = run_bytes + bytes_of_number(static_cast<uint64_t>(run.first - at))
                      + bytes_of_number(static_cast<uint64_t>(run.end - run.first));
    const auto bitmap_until = bytes_of_bitmap(run.end - committed - 1);
    if (std::min(more, bitmap_until) > max_body_bytes)
      break;
    run_bytes = more;
    bitmap_bytes = bitmap_until;
    at = run.end;
    ++end;
  }
  if (end == first)
    return {};
  return job::encode_base64(run_bytes <= bitmap_bytes ? write_run_lengths(committed, first, end)
                                                      : write_bitmap(committed, first, end));
}

expected<finished_offsets> decode_ledger(std::string_view text, int64_t committed) {
  if (text.empty())
    return finished_offsets(committed);
  if (committed < 0)
    return bad("the offset that it belongs to is negative");
  if (text.size() > max_ledger_text)
    return bad("it has " + std::to_string(text.size()) + " characters: at most "
               + std::to_string(max_ledger_text) + " are right");
  const auto decoded = job::decode_base64(text);
  if (!decoded)
    return bad("it is not in base64 with padding");
  if (decoded->size() < head_bytes)
    return bad("it ends before the byte that names its form");
  if (decoded->front() != version)
    return bad("its version is " + std::to_string(static_cast<uint8_t>(decoded->front()))
               + ": this build reads " + std::to_string(version));
  const auto body = std::string_view(*decoded).substr(head_bytes);
  switch ((*decoded)[1]) {
  case form::run_lengths:
    return read_run_lengths(body, committed);
  case form::bitmap:
    return read_bitmap(body, committed);
  default:
    return bad("its form is " + std::to_string(static_cast<uint8_t>((*decoded)[1]))
               + ": 1 for run lengths or 2 for a bitmap is right");
  }
}

size_t ledger_text_bound(int64_t span, size_t runs) {
  if (runs == 0)
    return 0;
  // Of numbers with that sum, so many can be too large for one byte, for two, and so on.
  const uint64_t sum = static_cast<uint64_t>(span) + 1;
  const uint64_t numbers = 2 * runs;
  uint64_t run_bytes = numbers;
  for (auto large = sum >> number_bits; large > 0; large >>= number_bits)
    run_bytes += std::min(numbers, large);
  const auto bytes = head_bytes + std::min(run_bytes, bytes_of_bitmap(span));
  return (bytes + 2) / 3 * 4;
}

} // namespace cordon::intake
