// SPDX-License-Identifier: Apache-2.0
#include "key_format.hpp"

#include "nearest.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cordon::workers {

namespace {

constexpr size_t longest_shown = 60;

std::string number(double value) {
  if (std::trunc(value) == value && std::abs(value) < 1e15)
    return std::to_string(static_cast<int64_t>(value));
  std::string text = std::to_string(value);
  return std::isfinite(value) ? text.erase(text.find_last_not_of('0') + 1) : text;
}

std::string shown(std::string_view text) {
  const bool is_long = text.size() > longest_shown;
  return "'" + std::string(text.substr(0, longest_shown)) + (is_long ? "…'" : "'");
}

std::string must_be(const key_format& key) {
  return std::string(key.name) + " must be " + expectation(key);
}

expected<void> check_number(const key_format& key, double value) {
  // Written so that NaN fails too.
  if (value >= key.min && value <= key.max)
    return {};
  return fail(errc::bad_input, must_be(key) + ", not " + number(value));
}

expected<void> check_choice(const key_format& key, const std::string& text) {
  const auto& known = key.choices;
  if (known.empty() || std::find(known.begin(), known.end(), text) != known.end())
    return {};
  return fail(errc::bad_input, must_be(key) + ", not " + shown(text) + did_you_mean(text, known));
}

expected<void> check_text(const key_format& key, const std::string& text) {
  if (text.find('\0') != std::string::npos)
    return fail(errc::bad_input, std::string(key.name) + " must not hold a NUL character");
  if (text.empty())
    return key.may_be_empty ? expected<void>{} : fail(errc::bad_input, must_be(key) + ", not ''");
  if (key.kind == value_kind::path && text.front() != '/')
    return fail(errc::bad_input, must_be(key) + ", not " + shown(text));
  return check_choice(key, text);
}

/// One or more identifiers of ASCII, joined by dots.
bool is_module(std::string_view name) {
  bool at_start = true;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    const bool digit = c >= '0' && c <= '9';
    if (at_start ? !letter : !(letter || digit || c == '.'))
      return false;
    at_start = c == '.';
  }
  return !at_start;
}

expected<void> check_name(const key_format& key, const std::string& name) {
  if (name.empty() || (key.kind == value_kind::modules && !is_module(name)))
    return fail(errc::bad_input, must_be(key) + ", and none of them is " + shown(name));
  return check_choice(key, name);
}

struct value_check {
  const key_format& key;

  expected<void> operator()(int64_t value) const {
    return check_number(key, static_cast<double>(value));
  }
  expected<void> operator()(double value) const { return check_number(key, value); }
  expected<void> operator()(bool) const { return {}; }
  expected<void> operator()(const std::string& text) const { return check_text(key, text); }
  expected<void> operator()(const std::vector<std::string>& names) const {
    for (const auto& name : names)
      if (auto good = check_name(key, name); !good)
        return good;
    return {};
  }
};

template <class Number>
expected<key_value> number_from(const key_format& key, const std::string& text) {
  Number value{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size())
    return fail(errc::bad_input, must_be(key) + ", not " + shown(text));
  return key_value{value};
}

expected<key_value> unchecked_from(const key_format& key, const std::string& text) {
  switch (key.kind) {
  case value_kind::count:
    return number_from<int64_t>(key, text);
  case value_kind::seconds:
    return number_from<double>(key, text);
  case value_kind::text:
  case value_kind::path:
  case value_kind::file:
    return key_value{text};
  case value_kind::flag:
  case value_kind::names:
  case value_kind::modules:
    break;
  }
  return fail(errc::unsupported, std::string(key.name) + " can be set in the file only");
}

} // namespace

std::string expectation(const key_format& key) {
  const std::string range = " from " + number(key.min) + " to " + number(key.max);
  switch (key.kind) {
  case value_kind::count:
    return "a whole number" + range;
  case value_kind::seconds:
    return "a number of seconds" + range;
  case value_kind::flag:
    return "true or false";
  case value_kind::path:
    return key.may_be_empty ? "an absolute path, or empty" : "an absolute path";
  case value_kind::file:
    return key.may_be_empty ? "a path, or empty" : "a path";
  case value_kind::text:
    return key.choices.empty() ? "a string" : "one of " + listed(key.choices);
  case value_kind::names:
    return key.choices.empty() ? "a list of strings" : "a list of some of " + listed(key.choices);
  case value_kind::modules:
    return "a list of module names like \"json\" or \"xml.dom\"";
  }
  return {};
}

expected<void> check(const key_format& key, const key_value& value) {
  return std::visit(value_check{key}, value);
}

expected<key_value> from_text(const key_format& key, const std::string& text) {
  auto value = unchecked_from(key, text);
  if (!value)
    return value;
  if (auto good = check(key, *value); !good)
    return tl::unexpected(good.error());
  return value;
}

} // namespace cordon::workers
