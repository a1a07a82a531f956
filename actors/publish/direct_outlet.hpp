// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "publish/outlet.hpp"
#include "publish/persistent_sender.hpp"

#include <map>
#include <memory>
#include <string>

namespace cordon::publish {

/// At least once: every output goes out as soon as it is there. Lives on the loop's thread.
class direct_outlet final : public outlet {
public:
  /// All references outlive this.
  direct_outlet(io::event_loop& loop, record_sender& sender, job::health& health,
                retry_delays delays)
      : loop_(loop), sender_(sender), health_(health), delays_(delays) {}

  /// `published` is called on the loop's thread, once a topic has each of the outputs.
  void publish(finished_record finished) override;
  void clear() override;

private:
  persistent_sender& sender_of(const std::string& part);

  io::event_loop& loop_;
  record_sender& sender_;
  job::health& health_;
  retry_delays delays_;
  std::map<std::string, std::shared_ptr<persistent_sender>> senders_; ///< by part
};

} // namespace cordon::publish
