// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/producer.hpp"
#include "publish/direct_outlet.hpp"
#include "publish/transactions.hpp"

#include <functional>
#include <memory>
#include <string>

namespace cordon::supervision {

/// The worker's way out for replies and dead letters, as surely as it was configured.
class reply_delivery {
public:
  /// Each as soon as it is there. All references outlive this. Errors: of the producer.
  static expected<reply_delivery> at_least_once(kafka::producer::settings producer,
                                                io::event_loop& loop, job::health& health,
                                                publish::retry_delays delays);

  /// In transactions with the offsets. `transactional_id` is no other producer's. `wake` is called
  /// from any thread when the consumer has something to commit. `health` outlives this.
  static expected<reply_delivery> exactly_once(const kafka::properties& properties,
                                               const std::string& transactional_id,
                                               publish::transaction_settings settings,
                                               const std::function<void()>& wake,
                                               job::health& health);

  publish::outlet& outlet() const { return *outlet_; }
  /// What commits the consumer's offsets; null where it does so itself.
  kafka::offset_committer* committer() const { return transactions_; }

  /// Records that are not out yet, and their bytes. Any thread.
  size_t waiting() const { return transactions_ ? transactions_->waiting() : producer_->waiting(); }
  size_t waiting_bytes() const {
    return transactions_ ? transactions_->waiting_bytes() : producer_->waiting_bytes();
  }

private:
  reply_delivery() = default;

  std::unique_ptr<kafka::producer> producer_;
  std::unique_ptr<publish::producer_sender> sender_;
  std::unique_ptr<publish::outlet> outlet_;
  publish::transactions* transactions_ = nullptr; ///< the outlet, where it is that
};

} // namespace cordon::supervision
