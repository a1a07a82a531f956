// SPDX-License-Identifier: Apache-2.0
#include "supervision/reply_delivery.hpp"

#include "kafka/transaction_thread.hpp"
#include "kafka/transactional_client.hpp"

#include <utility>

namespace cordon::supervision {

expected<reply_delivery> reply_delivery::at_least_once(kafka::producer::settings producer,
                                                       io::event_loop& loop, job::health& health,
                                                       publish::retry_delays delays) {
  auto made = kafka::producer::make(std::move(producer));
  if (!made)
    return tl::unexpected<error>(made.error());
  reply_delivery delivery;
  delivery.producer_ = std::move(*made);
  delivery.sender_ = std::make_unique<publish::producer_sender>(*delivery.producer_);
  delivery.outlet_ =
      std::make_unique<publish::direct_outlet>(loop, *delivery.sender_, health, delays);
  return delivery;
}

expected<reply_delivery> reply_delivery::exactly_once(const kafka::properties& properties,
                                                      const std::string& transactional_id,
                                                      publish::transaction_settings settings,
                                                      const std::function<void()>& wake,
                                                      job::health& health) {
  const auto make_client = [properties, transactional_id] {
    return kafka::transactional_client::make(properties, transactional_id);
  };
  // What can't work is told now, not with the first reply.
  if (const auto tried = make_client(); !tried)
    return tl::unexpected<error>(tried.error());
  publish::transactions::environment around{
      .make_producer = [make_client,
                        wake]() -> expected<std::unique_ptr<kafka::transactional_producer>> {
        auto made = make_client();
        if (!made)
          return tl::unexpected<error>(made.error());
        return std::make_unique<kafka::transaction_thread>(std::move(*made), wake);
      },
      .wake = wake};
  auto transactions =
      std::make_unique<publish::transactions>(std::move(settings), std::move(around), health);
  reply_delivery delivery;
  delivery.transactions_ = transactions.get();
  delivery.outlet_ = std::move(transactions);
  return delivery;
}

} // namespace cordon::supervision
