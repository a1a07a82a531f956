// SPDX-License-Identifier: Apache-2.0
#include "key_format.hpp"

#include "job/egress_target.hpp"
#include "nearest.hpp"
#include "session/redis_address.hpp"
#include "value_format.hpp"

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

bool is_one_of(std::span<const std::string_view> known, std::string_view text) {
  return std::find(known.begin(), known.end(), text) != known.end();
}

expected<void> check_choice(const key_format& key, const std::string& text) {
  const auto& known = key.choices;
  if (known.empty() || is_one_of(known, text))
    return {};
  return fail(errc::bad_input, must_be(key) + ", not " + shown(text) + did_you_mean(text, known));
}

/// The words of the one that will connect: they quote no password.
expected<void> check_redis(const key_format& key, const std::string& text) {
  if (const auto address = session::parse_redis_address(text); !address)
    return fail(address.error().code, std::string(key.name) + ": " + address.error().text());
  return {};
}

expected<void> check_text(const key_format& key, const std::string& text) {
  if (text.find('\0') != std::string::npos)
    return fail(errc::bad_input, std::string(key.name) + " must not hold a NUL character");
  if (text.empty())
    return key.may_be_empty ? expected<void>{} : fail(errc::bad_input, must_be(key) + ", not ''");
  if (!has_format(key.kind, text))
    return fail(errc::bad_input, must_be(key) + (key.is_secret ? "" : ", not " + shown(text)));
  if (key.kind == value_kind::redis)
    return check_redis(key, text);
  return check_choice(key, text);
}

/// The words of the one that reads it: they say which part is wrong.
expected<void> check_target(const key_format& key, const std::string& text) {
  if (const auto target = job::read_egress_target(text); !target)
    return fail(target.error().code, must_be(key) + "; " + target.error().what);
  return {};
}

expected<void> check_name(const key_format& key, const std::string& name) {
  if (key.kind == value_kind::targets)
    return check_target(key, name);
  if (name.empty() || !has_format(key.kind, name))
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
    if (key.kind == value_kind::targets && names.size() > job::max_egress_targets)
      return fail(errc::bad_input, must_be(key) + ", not of " + std::to_string(names.size()));
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

std::vector<std::string> between_commas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(','));
    parts.emplace_back(part);
    text.remove_prefix(std::min(part.size() + 1, text.size()));
  }
  return parts;
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
  case value_kind::label:
  case value_kind::topic:
  case value_kind::listen:
  case value_kind::redis:
    return key_value{text};
  case value_kind::topics:
    return key_value{between_commas(text)};
  case value_kind::flag:
  case value_kind::names:
  case value_kind::modules:
  case value_kind::targets:
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
  case value_kind::targets:
    return "a list of up to " + std::to_string(job::max_egress_targets)
           + " HOST:PORT like \"api.example.org:443\"";
  case value_kind::label:
    return "a name (1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-')"
           + std::string(key.may_be_empty ? ", or empty" : "");
  case value_kind::topic:
    return "a topic's name (1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-')"
           + std::string(key.may_be_empty ? ", or empty" : "");
  case value_kind::topics:
    return "a list of topics' names in which '*' stands for anything";
  case value_kind::listen:
    return "HOST:PORT" + std::string(key.may_be_empty ? ", or empty" : "");
  case value_kind::redis:
    return "an address, redis://[USER[:PASSWORD]@]HOST[:PORT][/DB] or unix:///PATH[?db=DB]";
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
