// SPDX-License-Identifier: Apache-2.0
#include "kafka/producer.hpp"

#include "kafka/producer_state.hpp"

namespace cordon::kafka {

expected<std::unique_ptr<producer>> producer::make(settings from) {
  auto first = producing_client::make(from.properties, road::together);
  if (!first)
    return tl::unexpected(first.error());
  auto made = std::make_unique<state>(std::move(from));
  made->together = std::move(*first);
  return std::unique_ptr<producer>(new producer(std::move(made)));
}

producer::producer(std::unique_ptr<state> made) : state_(std::move(made)) {
  state_->thread = std::thread([&its = *state_] { its.run(); });
}

producer::~producer() {
  state_->stop();
  state_->thread.join();
}

void producer::send(outgoing_record record, on_delivery done) {
  state_->add(std::move(record), std::move(done));
}

bool producer::flush(std::chrono::milliseconds patience) {
  std::unique_lock lock(state_->mutex);
  return state_->settled_some.wait_for(lock, patience, [this] { return state_->waiting == 0; });
}

size_t producer::waiting() const {
  return state_->waiting;
}

size_t producer::waiting_bytes() const {
  return state_->waiting_bytes;
}

} // namespace cordon::kafka
