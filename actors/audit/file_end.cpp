// SPDX-License-Identifier: Apache-2.0
#include "audit/file_end.hpp"

#include <algorithm>
#include <vector>

namespace cordon::audit {

namespace {

/// Cuts the last line off `text`. A newline at the very end belongs to the line it ends.
std::string_view take_last_line(std::string_view& text) {
  if (text.ends_with('\n'))
    text.remove_suffix(1);
  const size_t newline = text.rfind('\n');
  const size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  const std::string_view line = text.substr(start);
  text = text.substr(0, start);
  return line;
}

} // namespace

expected<file_end> find_end(std::string_view tail, bool is_whole) {
  file_end end;
  end.in_line = !tail.empty() && !tail.ends_with('\n');
  std::vector<std::string_view> after_last_record;
  while (!tail.empty()) {
    const std::string_view line = take_last_line(tail);
    if (const auto last = parse(line)) {
      if (last->hash != hash_of(*last))
        return fail(errc::bad_input, "the last record was changed after it was sealed");
      end.position = {last->seq, last->hash};
      is_whole = true;
      break;
    }
    after_last_record.push_back(line);
  }
  const auto torn = [&](std::string_view line) { return is_torn(line, end.position.seq + 1); };
  if (!is_whole || !std::all_of(after_last_record.begin(), after_last_record.end(), torn))
    return fail(errc::bad_input, "the last line is no audit record");
  return end;
}

} // namespace cordon::audit
