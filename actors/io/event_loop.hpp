// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

struct uv_loop_s;

namespace cordon::io {

/// One libuv loop on a thread of its own: it owns the worker's descriptors, timers and children.
class event_loop {
public:
  using task = std::function<void()>;

  /// Starts the thread. Throws std::runtime_error where the system refuses what a loop needs.
  event_loop();
  /// Runs what was posted before, closes what is left on the loop, joins the thread.
  ~event_loop();

  event_loop(const event_loop&) = delete;
  event_loop& operator=(const event_loop&) = delete;

  /// Runs `work` on the loop's thread, in the order of posting. Thread-safe.
  void post(task work);

  /// Runs `work` on the loop's thread and waits for its end. Not from the loop's thread.
  void run_and_wait(const task& work);

  /// The loop's thread only.
  uv_loop_s* raw();

private:
  struct state;
  std::unique_ptr<state> state_;
};

/// Calls back when a descriptor is ready. Made, used and destroyed on the loop's thread; the
/// descriptor stays the caller's and must outlive this. Callbacks stop with destruction,
/// which no callback of this watcher may bring about.
class fd_watcher {
public:
  enum event { none = 0, readable = 1, writable = 2 };
  using callback = std::function<void(int ready)>;

  /// Fails for what cannot be watched, as a regular file, and where the kernel is out of memory.
  static expected<std::unique_ptr<fd_watcher>> make(event_loop& loop, int fd, callback on_ready);
  ~fd_watcher();

  fd_watcher(const fd_watcher&) = delete;
  fd_watcher& operator=(const fd_watcher&) = delete;

  /// What to wait for from now on: `events`, or-ed. Told as long as it lasts; an error of the
  /// descriptor shows as all of them, and the read or write that follows tells which.
  void watch(int events);

private:
  struct handle;
  explicit fd_watcher(handle* made) : handle_(made) {}

  handle* handle_;
};

/// Calls back once, some time from now. Loop's thread only; the callback stops with destruction,
/// which it may not bring about itself.
class timer {
public:
  using callback = std::function<void()>;

  timer(event_loop& loop, callback on_time);
  ~timer();

  timer(const timer&) = delete;
  timer& operator=(const timer&) = delete;

  /// Starts, or starts anew.
  void start(std::chrono::milliseconds from_now);
  void stop();

private:
  struct handle;
  handle* handle_;
};

} // namespace cordon::io
