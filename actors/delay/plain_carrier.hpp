// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "delay/carrier.hpp"

#include <functional>
#include <memory>

namespace cordon::delay {

/// At least once: the offsets are committed after the records.
class plain_carrier final : public carrier {
public:
  using send_record = std::function<void(kafka::outgoing_record, kafka::producer::on_delivery)>;
  /// Commits, and waits a while; what is wrong, or "".
  using commit_offsets = std::function<std::string(const kafka::group_offsets&)>;

  plain_carrier(send_record send, commit_offsets commit);
  ~plain_carrier() override;

  bool make_ready() override { return true; }
  void begin(std::vector<kafka::outgoing_record> records, kafka::group_offsets offsets,
             const kafka::group_membership& member) override;
  fate step() override;
  void give_up() override;
  const std::vector<refused_hop>& refusals() const override { return refusals_; }
  const std::string& why() const override { return why_; }

private:
  struct arrivals;

  send_record send_;
  commit_offsets commit_;
  kafka::group_offsets offsets_;
  std::shared_ptr<arrivals> arrivals_; ///< of the batch; shared with the producer's thread
  std::vector<refused_hop> refusals_;
  std::string why_;
};

} // namespace cordon::delay
