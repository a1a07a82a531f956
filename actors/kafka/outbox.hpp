// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/producer.hpp"

#include <chrono>
#include <functional>
#include <librdkafka/rdkafka.h>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cordon::kafka {

/// How a record travels: many to a batch, or one to a batch where a neighbour could make the broker
/// refuse it.
enum class road : uint8_t { together, alone };

/// Records smaller than this share batches (`batch.size`).
constexpr size_t max_batch_bytes = 65536;

/// The largest record that is tried (`message.max.bytes`). Well below what brokers take in one
/// request (`socket.request.max.bytes`, 100 MiB): they cut the connection over a longer one, again
/// and again.
constexpr const char* max_record_bytes = "67108864";

/// Key, value, headers and topic: what a record costs to keep.
size_t bytes_of(const outgoing_record&);

/// A record whose fate is known, and who is to be told.
struct settled_record {
  producer::on_delivery done;
  delivery what;
  std::string topic;
  size_t bytes = 0;
};

/// What librdkafka said of the record with that number.
struct delivery_report {
  uint64_t number = 0;
  rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;
  int32_t partition = -1;
  int64_t offset = -1;
};

/// Every record that was sent and has no fate yet, in the order of sending; knows which of them may
/// go to librdkafka now. The order of a partition is lost only where a batch is refused while later
/// ones are on their way. Calls no librdkafka itself. Not thread-safe.
class outbox {
public:
  using clock = std::chrono::steady_clock;
  /// Gives a record to librdkafka, which refers to its bytes until it reports on `number`.
  using give =
      std::function<rd_kafka_resp_err_t(road, const outgoing_record& record, uint64_t number)>;

  /// Keeps a record until it is settled.
  void add(outgoing_record record, producer::on_delivery done);

  /// Gives what may go now, of one topic or of all, in order, and returns what was refused at once.
  std::vector<settled_record> give_topic(const std::string& topic, const give&, clock::time_point);
  std::vector<settled_record> give_all(const give&, clock::time_point);

  /// Takes a report on a record that travelled on `by` and adds it to `settled`, or keeps the
  /// record for another attempt. False where it has to be repeated for a reason that passes.
  bool settle(const delivery_report&, road by, clock::time_point,
              std::vector<settled_record>& settled);

  /// What was given to `from` is to be given again: its client is gone.
  void take_back(road from);

  size_t given(road by) const { return given_[static_cast<size_t>(by)]; }
  bool has_ungiven() const { return ungiven_ != 0; }
  /// Whether the road for single records is needed.
  bool goes_alone() const { return goes_alone_; }

private:
  struct entry {
    outgoing_record record;
    producer::on_delivery done;
    std::optional<road> travels; ///< none: not given yet
  };
  struct lane {
    std::set<uint64_t> ungiven;
    size_t given_together = 0;
    bool goes_alone = false; ///< a batch of this topic was refused
    clock::time_point not_before;
  };
  using entries = std::map<uint64_t, entry>;
  using lanes = std::map<std::string, lane>;

  bool give_next(lane&, const give&, std::vector<settled_record>& refused);
  void give_lane(lane&, const give&, clock::time_point, std::vector<settled_record>& refused);
  void mark_given(lane&, entry&, uint64_t number, road by);
  void mark_ungiven(lane&, entry&, uint64_t number);
  void drop_idle(lanes::iterator);
  settled_record finish(entries::iterator, delivery what);

  uint64_t last_number_ = 0;
  entries open_;
  lanes lanes_;
  size_t ungiven_ = 0;
  size_t given_[2] = {0, 0};
  bool goes_alone_ = false;
};

} // namespace cordon::kafka
