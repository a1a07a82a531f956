// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "execution/outcome.hpp"
#include "job/error.hpp"
#include "job/job.hpp"

#include <cstdint>
#include <functional>

namespace cordon::execution {

/// A backend that runs programs in isolation. Lives on the event loop's thread: every call and
/// every answer happens there.
class sandbox {
public:
  /// The outcome, or why there is none: errc::peer_died when what ran the program went away under
  /// it, errc::system when it could not be started at all.
  using on_done = std::function<void(expected<outcome>)>;

  virtual ~sandbox() = default;

  /// Runs `job` as soon as a slot is free; more than the slots wait in line. `run` names it.
  virtual void run(uint64_t run, job::job_ptr job, on_done done) = 0;

  /// Takes a run out of line, or kills it; it is answered as cancelled, in line without metadata.
  /// No effect on one that has ended.
  virtual void cancel(uint64_t run) = 0;
};

} // namespace cordon::execution
