// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fake_transactions.hpp"

namespace cordon::test {

/// Transactions on a fake broker, with a clock that stands still until it is moved.
struct publishing_once {
  fake_broker broker;
  fake_consumer consumer{broker};
  job::health health;
  std::chrono::steady_clock::time_point now{};
  int wakes = 0;
  std::vector<int64_t> published;
  publish::transactions transactions;

  publishing_once()
      : transactions({.interval = std::chrono::milliseconds(10),
                      .offsets_interval = std::chrono::seconds(1),
                      .limits = {},
                      .delays = {std::chrono::seconds(1), std::chrono::seconds(4)}},
                     {.make_producer =
                          [this] {
                            return expected<std::unique_ptr<kafka::transactional_producer>>(
                                std::make_unique<fake_producer>(broker));
                          },
                      .wake = [this] { ++wakes; },
                      .now = [this] { return now; }},
                     health) {}

  void finish(int64_t offset, const std::string& topic = "replies",
              const std::string& fallback = "", std::optional<int32_t> partition = std::nullopt) {
    finish_at({"jobs", 0, offset}, topic, fallback, partition);
  }

  void finish_at(job::record_position at, const std::string& topic = "replies",
                 const std::string& fallback = "",
                 std::optional<int32_t> partition = std::nullopt) {
    const auto offset = at.offset;
    auto record = std::make_shared<job::record>();
    record->at = std::move(at);
    publish::finished_record finished{.record = std::move(record)};
    finished.outputs.push_back(
        {"replies",
         std::make_unique<fake_output>(topic, fallback, std::to_string(offset), partition)});
    finished.published = [this, offset] { published.push_back(offset); };
    transactions.publish(std::move(finished));
  }

  void step() { transactions.step(consumer); }
  void step_after(std::chrono::milliseconds pause) {
    now += pause;
    step();
  }

  std::vector<std::string> replies() const {
    std::vector<std::string> values;
    for (const auto& [topic, value] : broker.committed)
      values.push_back(value);
    return values;
  }
};

} // namespace cordon::test
