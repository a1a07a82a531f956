// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"
#include "companion_process.hpp"
#include "job/error.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace cordon::workers {

/// A topic that the embedded broker has from its start.
struct broker_topic {
  std::string name;
  int32_t partitions = 1;
};

/// Why the embedded broker is for trying out only: one sentence for standard output and log.
inline constexpr const char* embedded_broker_bounds =
    "the embedded broker keeps at most 5 MiB or 100,000 message sets of a partition, drops the "
    "oldest silently, keeps nothing over its end and has no transactions";

/// librdkafka's mock cluster, one broker on a free port of loopback, in a process of its own: what
/// it does wrong must not be taken for this process's doing. It ends with this object or process.
class embedded_broker {
public:
  /// `program` is a cordon: it is started with the hidden command `embedded-broker`.
  /// Errors: not_found, system, peer_died where it does not serve.
  static expected<embedded_broker> start(const std::vector<broker_topic>& topics,
                                         const std::string& program = "/proc/self/exe");

  /// "127.0.0.1:12345".
  const std::string& bootstrap() const { return bootstrap_; }
  bool is_alive() { return process_->is_alive(); }

private:
  embedded_broker(std::unique_ptr<companion_process> process, std::string bootstrap)
      : process_(std::move(process)), bootstrap_(std::move(bootstrap)) {}

  std::unique_ptr<companion_process> process_;
  std::string bootstrap_;
};

/// The hidden command: `topics`, each NAME=PARTITIONS. Prints the bootstrap address as one line and
/// serves until it is killed.
exit_code serve_embedded_broker(std::span<const std::string> topics);

} // namespace cordon::workers
