// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/intake_port.hpp"
#include "publish/kafka_replies.hpp"
#include "publish/result_keeper.hpp"
#include "session/session_store.hpp"
#include "supervision/assembly.hpp"
#include "supervision/delayed_calls.hpp"

namespace cordon::supervision {

/// The worker as its intake sees it.
class worker_intake_port final : public intake::intake_port {
public:
  /// `unsent_bytes`: of what the broker has not taken yet, from any thread. All outlive this, and
  /// so does the intake, which is not called any more afterwards.
  worker_intake_port(io::event_loop& loop, assembly& pipeline, session::session_store& session,
                     publish::kafka_replies& replies, std::function<size_t()> unsent_bytes);

  void submit(job::submission submission) override;
  bool has_room() override;
  void cancel(const job::job& job, int64_t until_ms) override;
  void answer_again(job::request_ptr request, std::string id, std::string result,
                    std::function<void()> published) override;
  void put_off(job::submission submission, std::function<void()> published) override;
  void look_up(const job::submission& submission,
               std::function<void(job::earlier_runs)> done) override;
  void count_start(const job::record_position& at, std::function<void()> done) override;
  void take_back_start(const job::record_position& at) override;
  void let_go(const job::record_position& at) override;
  void come_back_later(std::function<void()> again) override;
  void hold(const job::partition& partition) override;
  void release(const job::partition& partition) override;
  void abandon(const job::partition& partition) override;

private:
  assembly& pipeline_;
  session::session_store& session_;
  publish::kafka_replies& replies_;
  std::function<size_t()> unsent_bytes_;
  delayed_calls later_;
};

/// Redis as publishing sees it.
class session_keeper final : public publish::result_keeper {
public:
  /// `session` outlives this.
  explicit session_keeper(session::session_store& session) : session_(session) {}

  void store(job::stored_result result, std::function<void(bool stored)> done) override;
  void put_off(job::put_off_job job, std::function<void()> done) override;
  void store_artifact(const std::string& user_id_json, const std::string& id,
                      const job::artifact& artifact,
                      std::function<void(std::optional<std::string> ref)> done) override;

private:
  session::session_store& session_;
};

} // namespace cordon::supervision
