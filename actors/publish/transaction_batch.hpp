// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/transactional_producer.hpp"
#include "publish/finished_record.hpp"

#include <vector>

namespace cordon::publish {

/// A finished record with what is known of its way out.
struct departing_record {
  finished_record finished{};
  std::vector<kafka::outgoing_record> sent{}; ///< its outputs in the form that is tried
  size_t bytes = 0;                           ///< of what was to be sent first
  uint32_t waits = 0;                         ///< how often it had to wait, refused everywhere
  const char* waits_for = "";                 ///< the part of the output that was refused first
  bool has_to_go_alone = false;               ///< a neighbour may be to blame for a refusal
};

/// The finished records of one transaction, and what the broker said of each of their outputs. For
/// one thread.
class transaction_batch {
public:
  struct refusal {
    size_t record = 0; ///< which of the batch
    size_t output = 0; ///< which of the record's
    kafka::delivery what{};
    bool may_be_a_neighbours = false;
  };

  bool is_empty() const { return departing_.empty(); }
  size_t size() const { return departing_.size(); }
  void add(departing_record one);

  /// Gives every output to the producer. False where it can't take one now, or never: the
  /// transaction is to be aborted.
  bool produce(kafka::transactional_producer& producer);

  /// Takes reports in; what was refused for good is in `refusals` from then on.
  void note(const std::vector<kafka::delivery_report>& reports);
  const std::vector<refusal>& refusals() const { return refusals_; }

  std::vector<job::record_ptr> records() const;

  /// Empties the batch.
  std::vector<departing_record> take();

private:
  struct place {
    size_t record = 0;
    size_t output = 0;
  };
  void refuse(const place& at, rd_kafka_resp_err_t code);

  std::vector<departing_record> departing_; ///< unchanged while librdkafka refers to its bytes
  std::vector<place> places_;               ///< of what was produced, by number
  std::vector<refusal> refusals_;
};

} // namespace cordon::publish
