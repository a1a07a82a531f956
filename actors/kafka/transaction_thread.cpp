// SPDX-License-Identifier: Apache-2.0
#include "kafka/transaction_thread.hpp"

#include <utility>

namespace cordon::kafka {

transaction_thread::transaction_thread(std::unique_ptr<transactional_producer> producer,
                                       std::function<void()> answered)
    : producer_(std::move(producer)), answered_(std::move(answered)), thread_([this] { run(); }) {}

transaction_thread::~transaction_thread() {
  {
    std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

step transaction_thread::init(std::chrono::milliseconds patience) {
  return answer_of("init", [patience](auto& producer) { return producer.init(patience); });
}

step transaction_thread::send_offsets(const group_offsets& offsets, const group_membership& member,
                                      std::chrono::milliseconds patience) {
  return answer_of("send_offsets", [offsets, member, patience](auto& producer) {
    return producer.send_offsets(offsets, member, patience);
  });
}

step transaction_thread::commit(std::chrono::milliseconds patience) {
  return answer_of("commit", [patience](auto& producer) { return producer.commit(patience); });
}

step transaction_thread::abort(std::chrono::milliseconds patience) {
  return answer_of("abort", [patience](auto& producer) { return producer.abort(patience); });
}

std::vector<delivery_report> transaction_thread::take_reports() {
  {
    std::lock_guard lock(mutex_);
    if (call_)
      return {};
  }
  return producer_->take_reports();
}

step transaction_thread::answer_of(std::string_view name, call wanted) {
  if (called_.empty()) {
    called_ = name;
    std::lock_guard lock(mutex_);
    call_ = std::move(wanted);
    changed_.notify_one();
    return {step_result::pending};
  }
  if (called_ != name)
    return {step_result::lost,
            std::string(name) + " was called before " + std::string(called_) + " had its answer"};
  std::lock_guard lock(mutex_);
  if (!answer_)
    return {step_result::pending};
  called_ = {};
  return *std::exchange(answer_, std::nullopt);
}

void transaction_thread::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return call_ || is_ending_; });
    if (is_ending_)
      return;
    const auto wanted = call_;
    lock.unlock();
    auto answer = wanted(*producer_);
    lock.lock();
    answer_ = std::move(answer);
    call_ = nullptr;
    lock.unlock();
    answered_();
    lock.lock();
  }
}

} // namespace cordon::kafka
