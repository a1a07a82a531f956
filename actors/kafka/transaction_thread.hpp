// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/transactional_producer.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>

namespace cordon::kafka {

/// Lets the steps of another producer wait in a thread of their own: each says `pending` until its
/// answer is there, and is to be repeated then; another step before that is `lost`. For one thread,
/// as that producer is.
class transaction_thread final : public transactional_producer {
public:
  /// `answered` is called from that thread whenever a pending step has its answer.
  transaction_thread(std::unique_ptr<transactional_producer> producer,
                     std::function<void()> answered);
  /// Waits for the step that is pending, so for its patience at most.
  ~transaction_thread() override;
  transaction_thread(const transaction_thread&) = delete;
  transaction_thread& operator=(const transaction_thread&) = delete;

  step init(std::chrono::milliseconds patience) override;
  step begin() override { return producer_->begin(); }
  rd_kafka_resp_err_t produce(const outgoing_record& record, uint64_t number) override {
    return producer_->produce(record, number);
  }
  step send_offsets(const group_offsets& offsets, const group_membership& member,
                    std::chrono::milliseconds patience) override;
  step commit(std::chrono::milliseconds patience) override;
  step abort(std::chrono::milliseconds patience) override;
  /// None while a step is pending: they are complete when it has its answer.
  std::vector<delivery_report> take_reports() override;
  target_topic look_up(const std::string& topic, std::chrono::milliseconds patience) override {
    return producer_->look_up(topic, patience);
  }

private:
  using call = std::function<step(transactional_producer&)>;

  /// `name` is which step it is, always the same literal.
  step answer_of(std::string_view name, call wanted);
  void run();

  std::unique_ptr<transactional_producer> producer_;
  std::function<void()> answered_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string_view called_;    ///< whose call or answer there is, "" where none; the caller's
  call call_;                  ///< under way where there is one; guarded by `mutex_`
  std::optional<step> answer_; ///< guarded by `mutex_`
  bool is_ending_ = false;     ///< guarded by `mutex_`
  std::thread thread_;
};

} // namespace cordon::kafka
