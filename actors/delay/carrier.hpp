// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/group_offsets.hpp"
#include "kafka/producer.hpp"

#include <cstddef>
#include <cstdint>
#include <librdkafka/rdkafka.h>
#include <string>
#include <vector>

namespace cordon::delay {

/// How a batch of hops stands.
enum class fate : uint8_t {
  under_way,
  moved,  ///< the topics have all of it, and the group its offsets
  failed, ///< it is to be planned again, from the group's offsets on
};

/// A record of the batch that was refused for good.
struct refused_hop {
  size_t index = 0; ///< in the batch
  kafka::delivery what{};
  bool may_be_a_neighbours = false;
};

/// Gets batches of records into their topics, and the offsets of what they were made of into the
/// group: exactly once or at least once. For one thread.
class carrier {
public:
  virtual ~carrier() = default;

  /// Whether a batch can begin, and what the group has of earlier ones is settled. Makes what is
  /// needed for that; waits for seconds where no broker answers.
  virtual bool make_ready() = 0;

  /// @pre make_ready() was true, and no batch is under way; `member` outlives it
  virtual void begin(std::vector<kafka::outgoing_record> records, kafka::group_offsets offsets,
                     const kafka::group_membership& member) = 0;

  /// Goes on with the batch; waits for seconds where no broker answers. @pre one was begun and has
  /// no fate yet
  virtual fate step() = 0;

  /// The offsets can't be committed any more: forgets the batch.
  virtual void give_up() = 0;

  /// Of the batch that failed last.
  virtual const std::vector<refused_hop>& refusals() const = 0;
  /// What went wrong last, in words.
  virtual const std::string& why() const = 0;
};

} // namespace cordon::delay
