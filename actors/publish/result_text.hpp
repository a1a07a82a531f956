// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cordon::publish {

/// Whether `json` is the text of a JSON object, as a result is: what comes back from a store can be
/// anything.
bool is_result_text(std::string_view json);

/// The JSON text of a result, to be marked and cut. What is not changed stays byte for byte, so
/// that numbers of any size and what a producer wrote pass through.
class result_text {
public:
  /// Any text will do; of one that is no JSON object nothing is kept.
  explicit result_text(std::string_view json);

  /// Sets `details.<name>`.
  void mark(std::string_view name, std::string_view text);

  /// Adds `name` to what `details.reply` says was cut.
  void mark_cut(std::string_view name);

  /// Makes the text at most `max_bytes` long, given some room for the job's id: 1 KiB is enough
  /// for ordinary ones. Contents of artifacts go first; then whatever else is large until it leaves
  /// half of the room to stdout, stderr, text and return value, which are cut to what there is. A
  /// return value is never cut but left out. `details.reply` says what is missing.
  void fit(size_t max_bytes);

  std::string json() const;
  size_t size() const;

private:
  /// A name and JSON text; in `details_` likewise.
  using member = std::pair<std::string, std::string>;

  member* find(std::string_view name);
  std::string details_json() const;
  size_t texts_size();
  void leave_out_contents();
  bool shrink_largest();
  bool shrink_details();
  void cut_texts(size_t max_bytes);
  void cut_text(member& text, size_t max_bytes);

  std::vector<member> members_; // the value of "details" is empty: it is in details_
  std::vector<member> details_;
  std::vector<std::string> cut_;
};

} // namespace cordon::publish
