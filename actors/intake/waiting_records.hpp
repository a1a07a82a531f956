// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cordon::intake {

/// Which records of a partition keep their order.
enum class ordering : uint8_t {
  key,       ///< those of one key, one at a time; those without a key have no order
  partition, ///< all, one at a time
  unordered, ///< none
};

/// What a record takes in memory, in bytes. Looks at each of its headers.
size_t bytes_of(const job::record& record);

/// One partition's records that wait for their turn. A record whose key is under way holds up no
/// other key. An idle key takes no memory. Each call costs at most the logarithm of the number of
/// records that could start. Not thread-safe.
class waiting_records {
public:
  explicit waiting_records(ordering order) : order_(order) {}

  /// @pre `record` is not null
  void add(job::record_ptr record);

  /// What `next` would take; null where that is null.
  const job::record* first() const {
    return startable_.empty() ? nullptr : startable_.top().record.get();
  }
  /// What that takes in memory; 0 where there is none.
  size_t first_bytes() const { return startable_.empty() ? 0 : startable_.top().bytes; }

  /// Takes the first, in order of arrival, that may start now; its key is under way from then on.
  /// Null where all that waits, waits for its key.
  job::record_ptr next();

  /// A record that `next` gave is done with: its key is free. @pre called once for each of them
  void finished(const job::record& record);

  /// What waits, without what is under way: their number, and the memory that they take.
  size_t records() const { return records_; }
  size_t bytes() const { return bytes_; }

  /// Drops all that waits and returns its offsets, ascending. What is under way stays so.
  std::vector<int64_t> clear();

private:
  struct waiting {
    uint64_t arrival;
    job::record_ptr record;
    size_t bytes; ///< what it takes
  };
  struct arrived_later {
    bool operator()(const waiting& a, const waiting& b) const { return a.arrival > b.arrival; }
  };
  /// Exists while its first record can start or is under way; `behind` waits for that one.
  struct lane {
    bool is_under_way = false;
    std::list<waiting> behind;
  };
  struct name_hash {
    using is_transparent = void;
    size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
  };
  using lane_map = std::unordered_map<std::string, lane, name_hash, std::equal_to<>>;

  std::optional<std::string_view> lane_name(const job::record& record) const;
  lane_map::iterator lane_of(const job::record& record);
  void drop(const waiting& one, std::vector<int64_t>& offsets);

  ordering order_;
  lane_map lanes_;
  std::priority_queue<waiting, std::vector<waiting>, arrived_later> startable_;
  uint64_t arrivals_ = 0;
  size_t records_ = 0;
  size_t bytes_ = 0;
};

} // namespace cordon::intake
