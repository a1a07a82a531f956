// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fake_ports.hpp"
#include "io/tally.hpp"
#include "publish/direct_outlet.hpp"
#include "publish/kafka_replies.hpp"
#include "sample_runs.hpp"

#include <nlohmann/json.hpp>

namespace cordon::test {

inline nlohmann::json json_of(const kafka::outgoing_record& record) {
  return nlohmann::json::parse(record.value.value_or(""));
}

inline publish::reply_settings quick_settings() {
  publish::reply_settings settings;
  settings.jobs_topic = "cordon.jobs";
  settings.reply_topic = "cordon.replies";
  settings.dead_letter_topic = "cordon.jobs-dlt";
  settings.group = "cordon";
  settings.inline_artifacts_max = 10;
  return settings;
}

/// Publishing to fakes; `with_redis` false: nothing keeps results.
struct publishing {
  test::diary diary;
  fake_sender sender{diary};
  fake_keeper keeper{diary};
  job::health health;
  tally published;
  tally dead_letters;
  io::event_loop loop;
  publish::direct_outlet out{
      loop, sender, health, {std::chrono::milliseconds(1), std::chrono::milliseconds(4)}};
  publish::kafka_replies replies;

  explicit publishing(bool with_redis = true, publish::reply_settings settings = quick_settings())
      : replies(loop, out, with_redis ? &keeper : nullptr, counting(settings)) {}

  publish::reply_settings counting(publish::reply_settings settings) {
    settings.on_dead_letter = [this] { dead_letters.add(); };
    return settings;
  }

  void publish(const job::run& run, job::result result = {}) {
    replies.publish(run, std::make_shared<const job::result>(std::move(result)),
                    [this] { published.add(); });
  }

  /// All that was posted so far has been done, and what that posted.
  void settle() {
    for (int i = 0; i < 8; ++i)
      loop.run_and_wait([] {});
  }
};

} // namespace cordon::test
