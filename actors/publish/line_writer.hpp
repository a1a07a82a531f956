// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "publish/result_line.hpp"
#include "publish/result_sink.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace cordon::publish {

/// Writes each result as one JSON line, in the order of finishing, on a thread of its own. What
/// waits is bounded by who lets jobs in. Thread-safe.
class line_writer : public result_sink {
public:
  /// Called on the writer's thread: after each written line, and once when writing fails.
  struct callbacks {
    std::function<void(job::status)> on_written;
    std::function<void()> on_failure;
    /// Gets each result of a job of that id before its line is written. May be empty.
    std::function<void(const std::string& id, const job::result&)> before_line = nullptr;
  };

  /// `fd` stays the caller's.
  line_writer(int fd, callbacks callback, line_form form = {});
  ~line_writer() override;

  /// Writes what waits, then ends the thread.
  void close() override;

  void publish(const job::run& run, std::shared_ptr<const job::result> result,
               std::function<void()> published) override;

  /// The first failure, if there was one.
  std::optional<error> failure() const;

private:
  struct line {
    std::string text;
    std::string id;                            ///< for `before_line`
    std::shared_ptr<const job::result> result; ///< likewise; null where nobody asks for it
    job::status status;
    std::function<void()> published;
  };

  void run();
  void write_lines(const std::vector<line>& lines);

  int fd_;
  callbacks callback_;
  line_form form_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<line> waiting_;    // guarded by mutex_
  bool closing_ = false;         // guarded by mutex_
  std::optional<error> failure_; // guarded by mutex_
  std::thread thread_;
};

} // namespace cordon::publish
