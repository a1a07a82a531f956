// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cordon::job {

/// Appends `text` as a JSON string; invalid UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

/// Appends `value` to six decimals, in as few digits as say that. What is no finite number
/// becomes 0.
void append_json_number(std::string& out, double value);

/// Appends JSON text without changing its length or meaning, but on one line: in JSON a line break
/// is always white space, since strings hold theirs escaped.
void append_json_on_one_line(std::string& out, std::string_view json);

/// Appends one JSON object: its start when built, its members in the order of the calls, its end
/// when destroyed. Names are written as they are.
class object_writer {
public:
  explicit object_writer(std::string& out);
  ~object_writer();
  object_writer(const object_writer&) = delete;
  object_writer& operator=(const object_writer&) = delete;

  void text(std::string_view name, std::string_view value);
  void boolean(std::string_view name, bool value);
  void integer(std::string_view name, int64_t value);
  void number(std::string_view name, double value);
  void null(std::string_view name);
  /// A member whose value is JSON text already.
  void json(std::string_view name, std::string_view value);
  /// A member whose value the caller appends to the string returned.
  std::string& value_of(std::string_view name);
  /// A member that is an array, with one call of `append(out, element)` for each element.
  template <class Range, class Append>
  void array(std::string_view name, const Range& range, Append append) {
    value_of(name).push_back('[');
    const char* separator = "";
    for (const auto& element : range) {
      out_.append(separator);
      separator = ",";
      append(out_, element);
    }
    out_.push_back(']');
  }

private:
  std::string& out_;
  const char* separator_ = "";
};

} // namespace cordon::job
