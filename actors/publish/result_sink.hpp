// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/result.hpp"

#include <functional>
#include <string>

namespace cordon::publish {

/// Where finished results go: the pipeline's exit. Its forms are a stream of JSON lines and, later,
/// a Kafka producer.
class result_sink {
public:
  virtual ~result_sink() = default;

  /// Takes a result and its wire form; calls `published` once it is where its asker finds it, from
  /// any thread. Must not block. The references hold for the call only.
  virtual void publish(const job::job& job, const job::result& result, std::string json,
                       std::function<void()> published) = 0;

  /// Ends what it has under way; no callback comes afterwards. Called once, when nothing more
  /// comes.
  virtual void close() {}
};

} // namespace cordon::publish
