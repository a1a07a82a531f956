// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/run.hpp"

#include <functional>

namespace cordon::publish {

/// Where finished results go: the pipeline's exit. Its forms are a stream of JSON lines and the
/// reply topics of Kafka.
class result_sink {
public:
  virtual ~result_sink() = default;

  /// Takes a final result, which nobody changes any more; calls `published` once it is where its
  /// asker finds it, from any thread. Must not block.
  virtual void publish(const job::run& run, std::shared_ptr<const job::result> result,
                       std::function<void()> published) = 0;

  /// Ends what it has under way; no callback comes afterwards. Called once, when nothing more
  /// comes.
  virtual void close() {}
};

} // namespace cordon::publish
