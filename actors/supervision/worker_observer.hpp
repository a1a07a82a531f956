// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/jobs_consumer.hpp"
#include "metrics/metrics.hpp"
#include "publish/event_publisher.hpp"
#include "session/session_store.hpp"
#include "supervision/pipeline_observer.hpp"

namespace cordon::supervision {

/// Takes what happens in the pipeline to those who want to know: metrics, live events, the count of
/// starts, and the intake, which commits what is over.
class worker_observer final : public pipeline_observer {
public:
  /// What is there is told; all of it outlives the pipeline. `intake` may come later than the rest.
  struct audience {
    cordon::metrics::metrics* metrics = nullptr;
    publish::event_publisher* events = nullptr; ///< null: no events
    cordon::session::session_store* session = nullptr;
    cordon::intake::jobs_consumer* intake = nullptr;
  };

  explicit worker_observer(audience to) : to_(to) {}
  void set_intake(intake::jobs_consumer& intake) { to_.intake = &intake; }

  void taken_in(const job::run& run) override;
  void started(const job::run& run) override;
  void left(stage from, std::chrono::nanoseconds after) override;
  void answered(const job::run& run, const job::result& result) override;
  void put_off(const job::run& run) override;
  void published(const job::run& run) override;
  void driven_again(const job::run& run) override;
  void abandoned(const job::run& run) override;
  void restarted(stage which) override;

private:
  audience to_;
};

} // namespace cordon::supervision
