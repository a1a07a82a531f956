// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"
#include "configuration.hpp"

#include <map>
#include <string>
#include <vector>

namespace cordon::workers {

/// A topic as `cordon topics create` wants it.
struct wanted_topic {
  std::string name;
  int partitions = 1;
  std::map<std::string, std::string> properties; ///< Kafka's own names: "max.message.bytes"
};

/// What became of one.
struct topic_outcome {
  wanted_topic topic;
  enum class state : uint8_t { created, existed, failed } state = state::failed;
  std::string why; ///< where it failed
};

/// Every topic that this configuration has workers read or write; each name once.
std::vector<wanted_topic> wanted_topics(const configuration& configuration, int partitions);

/// What the command prints.
std::string to_table(const std::vector<topic_outcome>& outcomes);

/// `cordon topics create`.
exit_code create_topics(const topics_options& options);

} // namespace cordon::workers
