// SPDX-License-Identifier: Apache-2.0
#include "toml_value.hpp"

#include <optional>

namespace cordon::workers {

namespace {

/// The strings of a list; nothing where it is no list or holds anything else.
std::optional<std::vector<std::string>> strings_of(const toml::node& node) {
  const auto* list = node.as_array();
  if (!list)
    return std::nullopt;
  std::vector<std::string> strings;
  for (const auto& element : *list) {
    if (!element.is_string())
      return std::nullopt;
    strings.push_back(element.as_string()->get());
  }
  return strings;
}

/// The value of a node as the key wants it; nothing where its type does not fit.
std::optional<key_value> value_of(const toml::node& node, value_kind kind) {
  switch (kind) {
  case value_kind::count:
    return node.is_integer() ? std::optional<key_value>(node.as_integer()->get()) : std::nullopt;
  case value_kind::seconds:
    return node.is_number() ? std::optional<key_value>(*node.value<double>()) : std::nullopt;
  case value_kind::flag:
    return node.is_boolean() ? std::optional<key_value>(node.as_boolean()->get()) : std::nullopt;
  case value_kind::text:
  case value_kind::path:
  case value_kind::file:
  case value_kind::label:
  case value_kind::topic:
  case value_kind::listen:
  case value_kind::redis:
    return node.is_string() ? std::optional<key_value>(node.as_string()->get()) : std::nullopt;
  case value_kind::names:
  case value_kind::modules:
  case value_kind::topics:
  case value_kind::targets:
    if (auto strings = strings_of(node))
      return key_value{*std::move(strings)};
  }
  return std::nullopt;
}

} // namespace

std::string_view type_name(const toml::node& node) {
  switch (node.type()) {
  case toml::node_type::table:
    return "a table";
  case toml::node_type::array:
    return "a list";
  case toml::node_type::string:
    return "a string";
  case toml::node_type::integer:
    return "a whole number";
  case toml::node_type::floating_point:
    return "a number with a fraction";
  case toml::node_type::boolean:
    return "true or false";
  default:
    return "a date or time";
  }
}

expected<key_value> read_value(const key_format& key, const toml::node& node) {
  auto value = value_of(node, key.kind);
  if (!value)
    return fail(errc::bad_input, std::string(key.name) + " must be " + expectation(key) + ", not "
                                     + std::string(type_name(node)));
  if (auto good = check(key, *value); !good)
    return tl::unexpected(good.error());
  return *std::move(value);
}

} // namespace cordon::workers
