// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cordon::workers {

/// "kafka.": what stands before a property's name in `setting_texts`.
inline constexpr std::string_view kafka_prefix = "kafka.";

/// Sets a property of librdkafka that `kafka::check_property` finds good. Errors: as of that; its
/// `where` is empty.
expected<void> set_kafka_property(const std::string& name, const std::string& value,
                                  configuration& into);

/// "bootstrap.servers" of CORDON_KAFKA_BOOTSTRAP_SERVERS; nothing where the variable is none of
/// Kafka's.
std::optional<std::string> kafka_property_of(std::string_view variable);

/// The name and the value of "NAME=VALUE". Errors: bad_input.
expected<std::pair<std::string, std::string>> split_kafka_flag(const std::string& text);

} // namespace cordon::workers
