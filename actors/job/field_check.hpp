// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/json_text.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace cordon::job {

/// Why a field of a job is refused.
struct field_problem {
  std::string field;      ///< its path: "limits.timeout_seconds"
  std::string message;    ///< reads well alone, begins with the path
  bool malformed = false; ///< not a job at all: a wrong type, an unknown or repeated name
};

/// The value of a field, or why it is refused.
template <class T>
using checked = tl::expected<T, field_problem>;

/// A `field_problem` on its way out of a function; `what` is what is wrong with the field.
tl::unexpected<field_problem> refuse(std::string_view field, std::string what);

/// `refuse` where the message is not a job at all.
tl::unexpected<field_problem> refuse_malformed(std::string_view field, std::string what);

/// Refuses a value for its type. `wanted` has its article: "a string".
tl::unexpected<field_problem> refuse_type(std::string_view field, std::string_view wanted,
                                          std::string_view json);

/// `text` in single quotes, cut where it is long and without control characters: safe in a message.
std::string in_quotes(std::string_view text);

/// JSON text of a number as it is shown in a message: cut where it is long.
std::string shown_number(std::string_view json);

/// What would be right in the place of `name`: "; did you mean 'x'?" where one of `known` is a slip
/// of the pen away, else "; known: 'x', 'y'".
std::string suggestion(std::string_view name, std::span<const std::string_view> known);

// Readers of one value; `json` is its text.

checked<std::string> read_string(std::string_view field, std::string_view json);
checked<bool> read_boolean(std::string_view field, std::string_view json);
/// A number too large for a double is read as infinity, one too small as 0.
checked<double> read_number(std::string_view field, std::string_view json);
/// As `read_number`, and without a fraction: 64, 64.0 and 6.4e1 are whole.
checked<double> read_whole_number(std::string_view field, std::string_view json);

/// The members of a JSON object that may have none but certain names.
class known_members {
public:
  /// Refuses an unknown or a repeated name. `path` is put before the names in messages ("limits.").
  /// `names` and `object` must outlive the result. @pre `object` is the JSON text of an object
  static checked<known_members> read(std::string_view path, std::string_view object,
                                     std::span<const std::string_view> names);

  /// The same; `advice` on an unknown name stands in the place of `suggestion()`.
  static checked<known_members> read(std::string_view path, std::string_view object,
                                     std::span<const std::string_view> names,
                                     const std::function<std::string(std::string_view)>& advice);

  /// The JSON text of the member's value; empty where the object has none of that name.
  std::string_view operator[](std::string_view name) const;

  bool has(std::string_view name) const { return !(*this)[name].empty(); }

private:
  std::vector<std::pair<std::string_view, std::string_view>> members_;
};

} // namespace cordon::job
