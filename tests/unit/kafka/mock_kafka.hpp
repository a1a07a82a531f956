// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/handles.hpp"
#include "kafka/producer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <condition_variable>
#include <initializer_list>
#include <librdkafka/rdkafka_mock.h>
#include <mutex>
#include <string>
#include <vector>

namespace cordon::kafka {

/// librdkafka's own broker in this process: one node with the topics that it is made with. Whether
/// others come into being when they are asked for depends on librdkafka's version.
class mock_kafka {
public:
  explicit mock_kafka(std::initializer_list<const char*> topics = {}) {
    auto* conf = rd_kafka_conf_new();
    rd_kafka_conf_set_log_cb(conf, nullptr);
    host_.reset(rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0));
    cluster_.reset(rd_kafka_mock_cluster_new(host_.get(), 1));
    for (const char* topic : topics)
      rd_kafka_mock_topic_create(raw(), topic, 1, 1);
  }

  rd_kafka_mock_cluster_t* raw() { return cluster_.get(); }

  properties address() const {
    return {{"bootstrap.servers", rd_kafka_mock_cluster_bootstraps(cluster_.get())}};
  }

  /// The next requests of that kind (a key of Kafka's protocol) are answered so, in turn.
  void fail_next(int16_t api_key, const std::vector<rd_kafka_resp_err_t>& codes) {
    rd_kafka_mock_push_request_errors_array(raw(), api_key, codes.size(), codes.data());
  }

private:
  client host_;
  handle<rd_kafka_mock_cluster_t, rd_kafka_mock_cluster_destroy> cluster_;
};

/// What became of some records, waited for with a deadline.
class deliveries {
public:
  producer::on_delivery next() {
    return [this](const delivery& what) {
      std::lock_guard lock(mutex_);
      all_.push_back(what);
      changed_.notify_all();
    };
  }

  /// The first `count` of them, or what came within ten seconds.
  std::vector<delivery> wait_for(size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(10), [&] { return all_.size() >= count; });
    return all_;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<delivery> all_;
};

inline std::unique_ptr<producer> make_producer(properties its, std::string name = "test") {
  producer::settings settings;
  settings.properties = std::move(its);
  settings.name = std::move(name);
  auto made = producer::make(std::move(settings));
  return made ? std::move(*made) : nullptr;
}

} // namespace cordon::kafka
