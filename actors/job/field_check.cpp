// SPDX-License-Identifier: Apache-2.0
#include "job/field_check.hpp"

#include "job/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

namespace cordon::job {

namespace {

constexpr size_t max_shown_bytes = 64;
/// More than any message has digits.
constexpr int64_t max_message_digits = int64_t{1} << 40;

std::string cut_for_message(std::string_view text) {
  std::string shown(cut_utf8(text, max_shown_bytes));
  std::ranges::replace_if(
      shown, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
  return shown.size() < text.size() ? shown + "…" : shown;
}

/// Levenshtein's distance. @pre both are short: the time is the product of their sizes
size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

/// The power of ten of the first digit that is not 0, saturated.
int64_t decimal_magnitude(std::string_view json) {
  const std::string_view mantissa = json.substr(0, json.find_first_of("eE"));
  const auto point = static_cast<int64_t>(std::min(mantissa.find('.'), mantissa.size()));
  const auto first = static_cast<int64_t>(mantissa.find_first_of("123456789"));
  std::string_view exponent = json.substr(mantissa.size());
  exponent.remove_prefix(std::min(exponent.find_first_of("-0123456789"), exponent.size()));
  int64_t shift = 0;
  const auto read = std::from_chars(exponent.data(), exponent.data() + exponent.size(), shift);
  if (read.ec == std::errc::result_out_of_range)
    return exponent.front() == '-' ? -max_message_digits : max_message_digits;
  shift = std::clamp(shift, -max_message_digits, max_message_digits);
  return (first < point ? point - first - 1 : point - first) + shift;
}

/// What a number other than 0 beyond a double's range stands for: infinity, or the 0 next to it.
double out_of_range_value(std::string_view json) {
  if (decimal_magnitude(json) < 0)
    return 0;
  const double infinity = std::numeric_limits<double>::infinity();
  return json.front() == '-' ? -infinity : infinity;
}

std::string list_of(std::span<const std::string_view> names) {
  std::string list;
  for (const auto name : names)
    list += (list.empty() ? "" : ", ") + in_quotes(name);
  return list;
}

} // namespace

tl::unexpected<field_problem> refuse(std::string_view field, std::string what) {
  std::string message = std::string(field) + ": " + std::move(what);
  return tl::unexpected<field_problem>(
      field_problem{std::string(field), std::move(message), false});
}

tl::unexpected<field_problem> refuse_malformed(std::string_view field, std::string what) {
  auto problem = refuse(field, std::move(what));
  problem.value().malformed = true;
  return problem;
}

tl::unexpected<field_problem> refuse_type(std::string_view field, std::string_view wanted,
                                          std::string_view json) {
  return refuse_malformed(field, "must be " + std::string(wanted) + ", not "
                                     + std::string(to_string(type_of(json))));
}

std::string in_quotes(std::string_view text) {
  return "'" + cut_for_message(text) + "'";
}

std::string shown_number(std::string_view json) {
  return cut_for_message(json);
}

std::string suggestion(std::string_view name, std::span<const std::string_view> known) {
  constexpr size_t longest_compared = 40;
  constexpr size_t largest_slip = 2;
  std::string_view nearest;
  size_t distance = largest_slip + 1;
  for (const auto candidate : known) {
    const size_t d = edit_distance(name.substr(0, longest_compared), candidate);
    // Of a short name nearly every other short one is two letters away.
    if (d < distance && d * 2 < candidate.size()) {
      nearest = candidate;
      distance = d;
    }
  }
  return nearest.empty() ? "; known: " + list_of(known)
                         : "; did you mean " + in_quotes(nearest) + "?";
}

checked<std::string> read_string(std::string_view field, std::string_view json) {
  if (type_of(json) != json_type::string)
    return refuse_type(field, "a string", json);
  return decode_string(json);
}

checked<bool> read_boolean(std::string_view field, std::string_view json) {
  if (type_of(json) != json_type::boolean)
    return refuse_type(field, "true or false", json);
  return json == "true";
}

checked<double> read_number(std::string_view field, std::string_view json) {
  if (type_of(json) != json_type::number)
    return refuse_type(field, "a number", json);
  double value = 0;
  const auto [end, problem] = std::from_chars(json.data(), json.data() + json.size(), value);
  return problem == std::errc::result_out_of_range ? out_of_range_value(json) : value;
}

checked<double> read_whole_number(std::string_view field, std::string_view json) {
  auto value = read_number(field, json);
  if (value && std::isfinite(*value) && *value != std::floor(*value))
    return refuse(field, shown_number(json) + " is not a whole number");
  return value;
}

checked<known_members> known_members::read(std::string_view path, std::string_view object,
                                           std::span<const std::string_view> names) {
  return read(path, object, names,
              [names](std::string_view unknown) { return suggestion(unknown, names); });
}

checked<known_members>
known_members::read(std::string_view path, std::string_view object,
                    std::span<const std::string_view> names,
                    const std::function<std::string(std::string_view)>& advice) {
  known_members found;
  member_cursor cursor(object);
  while (const auto member = cursor.next()) {
    const auto name = std::ranges::find(names, member->name);
    const bool is_known = name != names.end();
    if (is_known && !found.has(*name)) {
      found.members_.emplace_back(*name, member->value);
      continue;
    }
    const std::string field = std::string(path) + cut_for_message(member->name);
    if (is_known)
      return refuse_malformed(field, "the field is there more than once");
    return tl::unexpected(
        field_problem{field, "unknown field '" + field + "'" + advice(member->name), true});
  }
  return found;
}

std::string_view known_members::operator[](std::string_view name) const {
  for (const auto& [known, value] : members_)
    if (known == name)
      return value;
  return {};
}

} // namespace cordon::job
