// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/properties.hpp"
#include "kafka/transactional_producer.hpp"

#include <memory>

namespace cordon::kafka {

/// A transactional producer of librdkafka, for as long as librdkafka does not give it up.
class transactional_client final : public transactional_producer {
public:
  /// Errors: bad_input for properties that don't go together; system.
  static expected<std::unique_ptr<transactional_client>> make(const properties& theirs,
                                                              const std::string& transactional_id);
  /// Forgets what is under way; the broker aborts it in time.
  ~transactional_client() override;
  transactional_client(const transactional_client&) = delete;
  transactional_client& operator=(const transactional_client&) = delete;

  step init(std::chrono::milliseconds patience) override;
  step begin() override;
  rd_kafka_resp_err_t produce(const outgoing_record& record, uint64_t number) override;
  step send_offsets(const group_offsets& offsets, const group_membership& member,
                    std::chrono::milliseconds patience) override;
  step commit(std::chrono::milliseconds patience) override;
  step abort(std::chrono::milliseconds patience) override;
  std::vector<delivery_report> take_reports() override;
  target_topic look_up(const std::string& topic, std::chrono::milliseconds patience) override;

private:
  transactional_client() = default;
  static step outcome(rd_kafka_error_t* raw);

  client client_;
  std::vector<delivery_report> reports_;
};

} // namespace cordon::kafka
