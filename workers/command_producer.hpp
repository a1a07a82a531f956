// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration.hpp"
#include "kafka/producer.hpp"

#include <memory>
#include <string>

namespace cordon::workers {

/// A producer for a command, with room for the largest records that cordon's topics take.
expected<std::unique_ptr<kafka::producer>> make_command_producer(const configuration&,
                                                                 std::string name);

/// Sends one record and waits until the broker has it. Errors: not_found where the topic does not
/// exist; peer_died where no broker takes it in time; system where it is refused.
expected<void> send_one(const configuration&, kafka::outgoing_record record);

} // namespace cordon::workers
