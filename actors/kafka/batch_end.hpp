// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <cstdint>
#include <functional>

namespace cordon::kafka {

/// What comes of reading a partition from some offset on.
struct reading {
  enum class outcome : uint8_t {
    readable, ///< a record, or the partition's end
    broken,   ///< an error that names the batch in which the offset lies
    silent,   ///< neither: librdkafka gives up on some batches without a word
  };

  outcome is = outcome::readable;
  int64_t batch = -1; ///< of a broken one: the batch's first offset

  bool operator==(const reading&) const = default;
};

/// Reads from an offset on. An error where the broker does not answer: it says nothing of the
/// batch.
using read_at = std::function<expected<reading>(int64_t offset)>;

/// The first offset behind the unreadable batch in which `first` lies, or `first` itself where that
/// can be read after all. `end` is the partition's. All that is found is found twice, and no offset
/// that can be read lies before what is given.
///
/// A broken batch names itself, so that its end is found by doubling and halving. A silent one
/// can't be told from the next silent one with readable records between: it is walked through, for
/// `max_walked` offsets at most.
///
/// Errors: those of `read`; peer_died where the findings contradict each other; overloaded where a
/// silent batch is too long.
expected<int64_t> find_batch_end(const read_at& read, int64_t first, int64_t end);

/// The longest silent batch that is walked through.
inline constexpr int64_t max_walked = 100'000;

} // namespace cordon::kafka
