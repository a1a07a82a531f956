// SPDX-License-Identifier: Apache-2.0
#include "cancel_command.hpp"

#include "client_configuration.hpp"
#include "command_producer.hpp"
#include "intake/control_record.hpp"
#include "kafka_client.hpp"
#include "printable.hpp"
#include "user_json.hpp"

#include <cstdio>

namespace cordon::workers {

exit_code cancel(const cancel_options& options) {
  const auto configuration = load_client_configuration(options.configuration);
  if (!configuration)
    return complain(configuration.error(), exit_code::usage);
  const auto& topic = configuration->intake.control_topic;
  // The same key for the same job: what is said about it stays in order.
  kafka::outgoing_record record{
      .topic = topic,
      .partition = std::nullopt,
      .key = options.id,
      .value = intake::to_json({.id = options.id, .user_id_json = user_json(options.user)}),
      .headers = {}};
  if (const auto sent = send_one(*configuration, std::move(record)); !sent)
    return complain(sent.error(), code_of(sent.error()));
  // Whether there is such a job, only the workers know.
  std::printf("cancellation of %s sent to %s\n", printable(options.id).c_str(), topic.c_str());
  return exit_code::succeeded;
}

} // namespace cordon::workers
