// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cordon::job {

// Reading JSON text in place, so that what a producer wrote can be handed on byte for byte. The
// text was found without fault (json_check.hpp), or is the beginning of one up to its fault: then
// the cursors stop early. They never read beyond the text. All views point into it.

enum class json_type : uint8_t { null, boolean, number, string, array, object };

/// With its article, for messages: "an object", "null".
std::string_view to_string(json_type);

/// Told by the first byte. @pre `value` is one JSON value without white space around it
json_type type_of(std::string_view value);

/// The characters of a JSON string. @pre `type_of(value)` is string
std::string decode_string(std::string_view value);

/// One member of an object.
struct json_member {
  std::string name;       ///< decoded
  std::string_view value; ///< without white space around it
};

/// Walks an object's members in their order.
class member_cursor {
public:
  explicit member_cursor(std::string_view object);

  std::optional<json_member> next();

private:
  std::string_view text_;
  size_t at_ = 0;
};

/// Walks an array's elements in their order.
class element_cursor {
public:
  explicit element_cursor(std::string_view array);

  std::optional<std::string_view> next();

private:
  std::string_view text_;
  size_t at_ = 0;
};

} // namespace cordon::job
