// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/intake_port.hpp"

#include <functional>
#include <string>
#include <vector>

namespace cordon::test {

/// The rest of the worker: keeps what it is asked, and answers when the test says so.
class fake_intake_port : public intake::intake_port {
public:
  void submit(job::submission one) override {
    submitted.push_back(std::move(one));
    if (on_submit)
      on_submit();
  }
  bool has_room() override { return room; }
  void cancel(const job::job& job, int64_t) override { cancelled.push_back(job.id); }
  void answer_again(job::request_ptr, std::string id, std::string result,
                    std::function<void()> published) override {
    answered.push_back(id + ' ' + result);
    ends.push_back(std::move(published));
  }
  void put_off(job::submission submission, std::function<void()> published) override {
    put_off_jobs.push_back(std::move(submission));
    ends.push_back(std::move(published));
  }
  void look_up(const job::submission& submission,
               std::function<void(job::earlier_runs)> done) override {
    asked.push_back(submission);
    look_ups.push_back(std::move(done));
  }
  void count_start(const job::record_position&, std::function<void()> done) override {
    counted.push_back(std::move(done));
  }
  void take_back_start(const job::record_position& at) override { taken_back.push_back(at.offset); }
  void let_go(const job::record_position& at) override { gone.push_back(at.offset); }
  void come_back_later(std::function<void()> again) override { later.push_back(std::move(again)); }
  void hold(const job::partition& partition) override { held.push_back(partition); }
  void release(const job::partition& partition) override { released.push_back(partition); }
  void abandon(const job::partition& partition) override { abandoned.push_back(partition); }

  std::vector<job::submission> submitted;
  std::vector<std::string> cancelled;
  std::function<void()> on_submit; ///< what happens elsewhere meanwhile
  bool room = true;
  std::vector<std::string> answered;
  std::vector<job::submission> put_off_jobs;
  std::vector<std::function<void()>> ends; ///< of those answered again or put off
  std::vector<job::submission> asked;      ///< in the look-ups
  std::vector<std::function<void(job::earlier_runs)>> look_ups;
  std::vector<std::function<void()>> counted;
  std::vector<int64_t> taken_back;
  std::vector<int64_t> gone;
  std::vector<std::function<void()>> later;
  std::vector<job::partition> held;
  std::vector<job::partition> released;
  std::vector<job::partition> abandoned;
};

} // namespace cordon::test
