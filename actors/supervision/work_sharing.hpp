// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <caf/policy/work_sharing.hpp>
#include <caf/scheduler/coordinator.hpp>
#include <mutex>

namespace cordon::supervision {

/// CAF's work sharing, but a thread is woken without the lock that it then takes: with it, it goes
/// to sleep again at once and has to be woken a second time, for each message from outside.
class work_sharing : public caf::policy::work_sharing {
public:
  template <class Coordinator>
  void enqueue(Coordinator* self, caf::resumable* job) {
    queue_type one{job};
    {
      std::lock_guard guard(d(self).lock);
      d(self).queue.splice(d(self).queue.end(), one);
    }
    d(self).cv.notify_one();
  }

  template <class Coordinator>
  void central_enqueue(Coordinator* self, caf::resumable* job) {
    enqueue(self, job);
  }

  template <class Worker>
  void external_enqueue(Worker* self, caf::resumable* job) {
    enqueue(self->parent(), job);
  }

  template <class Worker>
  void internal_enqueue(Worker* self, caf::resumable* job) {
    enqueue(self->parent(), job);
  }

  template <class Worker>
  void resume_job_later(Worker* self, caf::resumable* job) {
    enqueue(self->parent(), job);
  }
};

/// The scheduler with it, to be loaded by an actor system's configuration.
using sharing_scheduler = caf::scheduler::coordinator<work_sharing>;

} // namespace cordon::supervision
