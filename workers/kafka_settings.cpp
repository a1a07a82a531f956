// SPDX-License-Identifier: Apache-2.0
#include "kafka_settings.hpp"

#include "kafka/properties.hpp"
#include "kafka/property_table.hpp"
#include "nearest.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

namespace cordon::workers {

namespace {

constexpr std::string_view variable_prefix = "CORDON_KAFKA_";
constexpr std::string_view brokers = "bootstrap.servers";
// librdkafka's older name for the same; given both, the later one would win unseen.
constexpr std::string_view older_name_of_brokers = "metadata.broker.list";

/// What `name` was probably meant to be, where librdkafka has no property of that name.
std::string suggestion_for(const std::string& name) {
  const auto& table = kafka::property_table();
  if (table.contains(name))
    return {};
  std::vector<std::string_view> known;
  for (const auto& [property, unused] : table)
    known.push_back(property);
  return did_you_mean(name, known);
}

} // namespace

expected<void> set_kafka_property(const std::string& name, const std::string& value,
                                  configuration& into) {
  const bool is_brokers = name == brokers || name == older_name_of_brokers;
  if (is_brokers && value.empty())
    return fail(errc::bad_input, name + " must be HOST:PORT, or many between commas, not empty");
  if (auto good = kafka::check_property(name, value); !good)
    return fail(good.error().code, good.error().text() + suggestion_for(name));
  into.kafka[is_brokers ? std::string(brokers) : name] = value;
  into.names_broker = into.names_broker || is_brokers;
  return {};
}

std::optional<std::string> kafka_property_of(std::string_view variable) {
  if (!variable.starts_with(variable_prefix) || variable.size() == variable_prefix.size())
    return std::nullopt;
  std::string name(variable.substr(variable_prefix.size()));
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
    return c == '_' ? '.' : static_cast<char>(std::tolower(c));
  });
  return name;
}

expected<std::pair<std::string, std::string>> split_kafka_flag(const std::string& text) {
  const size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    return fail(errc::bad_input, "--kafka must be NAME=VALUE, a property of librdkafka such as "
                                 "security.protocol=ssl");
  return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

} // namespace cordon::workers
