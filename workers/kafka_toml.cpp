// SPDX-License-Identifier: Apache-2.0
#include "kafka_toml.hpp"

#include "kafka_settings.hpp"
#include "toml_value.hpp"

#include <optional>
#include <set>

namespace cordon::workers {

namespace {

// No property has more parts in its name.
constexpr size_t deepest = 12;

/// A property's value as librdkafka takes it: text.
std::optional<std::string> value_of(const toml::node& node) {
  if (node.is_string())
    return node.as_string()->get();
  if (node.is_integer())
    return std::to_string(node.as_integer()->get());
  if (node.is_boolean())
    return node.as_boolean()->get() ? "true" : "false";
  return std::nullopt;
}

class kafka_reader {
public:
  kafka_reader(const std::function<std::string(const toml::source_region&)>& place,
               configuration& into)
      : place_(place), into_(into) {}

  expected<void> read(const toml::table& table, const std::string& path, size_t depth) {
    for (auto&& [key, node] : table) {
      const std::string name = path + std::string(key.str());
      const auto* inner = node.as_table();
      if (auto good = inner ? read_inner(*inner, name, depth, key) : read_value(name, key, node);
          !good)
        return good;
    }
    return {};
  }

private:
  expected<void> read_inner(const toml::table& inner, const std::string& name, size_t depth,
                            const toml::key& key) {
    if (depth == deepest)
      return fail(errc::bad_input, "no property of librdkafka has a name of so many parts",
                  place_(key.source()));
    return read(inner, name + '.', depth + 1);
  }

  expected<void> read_value(const std::string& name, const toml::key& key, const toml::node& node) {
    const auto value = value_of(node);
    if (!value)
      return fail(errc::bad_input,
                  "'" + name + "' in [kafka] must be a string, a whole number, true or false, not "
                      + std::string(type_name(node)),
                  place_(node.source()));
    if (!seen_.insert(name).second)
      return fail(errc::bad_input, "'" + name + "' in [kafka] stands there twice",
                  place_(key.source()));
    if (auto good = set_kafka_property(name, *value, into_); !good)
      return fail(good.error().code, good.error().what, place_(key.source()));
    return {};
  }

  const std::function<std::string(const toml::source_region&)>& place_;
  configuration& into_;
  std::set<std::string> seen_;
};

} // namespace

expected<void> read_kafka(const toml::table& table,
                          const std::function<std::string(const toml::source_region&)>& place,
                          configuration& into) {
  return kafka_reader(place, into).read(table, "", 1);
}

} // namespace cordon::workers
