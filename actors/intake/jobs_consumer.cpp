// SPDX-License-Identifier: Apache-2.0
#include "intake/jobs_consumer.hpp"

#include "intake/consumer_thread.hpp"

namespace cordon::intake {

expected<std::unique_ptr<jobs_consumer>>
jobs_consumer::make(consumer_settings settings, intake_port& port, const cancellations& cancelled,
                    job::health& health, std::function<void(std::string why)> failed) {
  auto thread = std::make_unique<consumer_thread>(std::move(settings), port, cancelled, health,
                                                  std::move(failed));
  if (auto prepared = thread->prepare(); !prepared)
    return tl::unexpected<error>(prepared.error());
  return std::unique_ptr<jobs_consumer>(new jobs_consumer(std::move(thread)));
}

jobs_consumer::jobs_consumer(std::unique_ptr<consumer_thread> thread)
    : thread_(std::move(thread)) {}

jobs_consumer::~jobs_consumer() = default;

void jobs_consumer::start() {
  thread_->start();
}

void jobs_consumer::wake() {
  thread_->wake();
}

void jobs_consumer::answered(job::record_ptr record) {
  thread_->answered(std::move(record));
}

void jobs_consumer::finished(job::record_ptr record) {
  thread_->finished(std::move(record));
}

size_t jobs_consumer::drain(std::chrono::milliseconds patience) {
  return thread_->drain(patience);
}

void jobs_consumer::stop() {
  thread_->stop();
}

std::vector<jobs_consumer::partition_view> jobs_consumer::partitions() const {
  return thread_->views();
}

size_t jobs_consumer::in_flight() const {
  return thread_->in_flight();
}

} // namespace cordon::intake
