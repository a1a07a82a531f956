// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/hash_chain.hpp"
#include "io/unique_fd.hpp"
#include "job/error.hpp"

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace cordon::audit {

/// The audit file: opened for appending only, mode 0600 where it is new, locked against a second
/// writer. A thread of its own writes what is queued, batch by batch, so that a slow disk holds up
/// a caller only once the queue is full.
///
/// A line is safe from the death of the process once it is written, from a loss of power once
/// `close` returned. A crash can leave a torn last line: it is kept as evidence, the next record
/// starts on a line of its own and continues the chain of the record before it, and `verify` lists
/// the torn line.
///
/// Every function may be called from any thread.
class audit_file {
public:
  struct options {
    /// Most that waits for the disk; a single longer line passes when nothing else waits.
    size_t max_queued_bytes = 4 << 20;
  };

  /// Opens or creates `path`. Errors: bad_input where it is no regular file, where another process
  /// writes to it, or where it does not end as an audit file does; system.
  static expected<std::unique_ptr<audit_file>> open(const std::string& path, options);
  static expected<std::unique_ptr<audit_file>> open(const std::string& path) {
    return open(path, options{});
  }

  /// Closes; an error is then lost, so call `close` first.
  ~audit_file();
  audit_file(const audit_file&) = delete;
  audit_file& operator=(const audit_file&) = delete;

  /// Where the file ended when it was opened: the start of a `hash_chain` whose lines fit it.
  const chain_position& position() const { return position_; }

  /// Queues one line, given without its newline, in the order of the calls. Blocks while the queue
  /// is full. Errors: bad_input for a line that is no audit record's or after `close`; else what
  /// an earlier write met. After a failed write nothing more is written: the chain would have
  /// a gap. Opening the file again goes on after its last whole record.
  expected<void> append(std::string_view line);

  /// Waits until all that was queued before is written, or a write failed.
  expected<void> flush();

  /// Writes what is queued, brings the file to the disk and ends the thread. Gives the first error
  /// of all; a second call gives the same answer.
  expected<void> close();

private:
  audit_file(io::unique_fd, std::string path, options);

  /// Reads the end of the file, so that the chain can go on there.
  expected<void> find_position();
  /// Body of the writing thread.
  void write_batches();
  expected<void> sync();
  expected<void> outcome() const;
  size_t waiting_bytes() const { return queued_.size() + in_flight_bytes_; }

  io::unique_fd fd_;
  const std::string path_;
  const options options_;
  chain_position position_;

  std::mutex mutex_; ///< guards all below
  std::condition_variable queue_grew_;
  std::condition_variable queue_shrank_;
  std::string queued_;
  size_t in_flight_bytes_ = 0;
  bool needs_newline_ = false; ///< the file ends within a line
  bool closing_ = false;
  std::optional<error> failure_;
  std::mutex closing_mutex_; ///< one `close` at a time
  std::thread writer_;
};

} // namespace cordon::audit
