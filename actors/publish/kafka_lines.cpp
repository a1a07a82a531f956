// SPDX-License-Identifier: Apache-2.0
#include "publish/kafka_lines.hpp"

#include "job/log.hpp"

#include <atomic>
#include <utility>

namespace cordon::publish {

/// Whether the line before was refused: a flood of refusals is one event in the log.
struct kafka_lines::refusals {
  std::atomic<bool> going_on = false;

  void note(const kafka::delivery& delivery, const std::string& topic) {
    if (!going_on.exchange(!delivery.delivered) && !delivery.delivered)
      job::log_event(job::log_level::warn, "lines_refused",
                     {{"topic", topic}, {"why", delivery.why}});
  }
};

kafka_lines::kafka_lines(record_sender& sender, std::string topic)
    : sender_(sender), topic_(std::move(topic)), refusals_(std::make_shared<refusals>()) {}

void kafka_lines::send(std::string line, std::string key) {
  if (line.ends_with('\n'))
    line.pop_back();
  sender_.send({topic_, std::nullopt, std::move(key), std::move(line), {}},
               [refusals = refusals_, topic = topic_](const kafka::delivery& delivery) {
                 refusals->note(delivery, topic);
               });
}

} // namespace cordon::publish
