// SPDX-License-Identifier: Apache-2.0
#include "publish/kafka_replies.hpp"

#include "job/log.hpp"
#include "publish/artifact_keeping.hpp"
#include "publish/dead_letter.hpp"
#include "publish/delayed_job.hpp"
#include "publish/partition_gate.hpp"
#include "publish/reply.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace cordon::publish {

namespace {

/// One job's answer on its way out.
struct answer {
  job::request_ptr request;
  std::string job_id;
  std::string user_id_json;
  std::string json;
  bool is_to_be_kept = true;
  bool gives_up_claim = false; ///< the job's name is free again
  dead_letter_cause cause;     ///< no dead letter where its message is empty
  /// There: nobody is answered, the record is to come again.
  std::optional<delay::delay_state> delayed{};
  job::job_ptr job{};                           ///< of one that is delayed
  std::shared_ptr<const job::result> attempt{}; ///< how it failed before; null where it never ran
  std::function<void()> published;
  partition_gate::generation generation = 0;
};

using answer_ptr = std::shared_ptr<answer>;

job::partition partition_of(const job::request& request) {
  return job::partition_of(request.record->at);
}

/// As `request` was first written, but due later.
delay::delay_state delay_of(const job::request& request, int64_t due_ms, uint32_t attempts) {
  delay::delay_state state{.due_ms = due_ms,
                           .attempts = {},
                           .original_timestamp_ms = request.first.timestamp_ms,
                           .first = request.first.at};
  if (attempts > 0)
    state.attempts = static_cast<int32_t>(std::min<uint32_t>(attempts, INT32_MAX));
  return state;
}

answer_ptr make_answer(const job::run& run, const std::shared_ptr<const job::result>& given,
                       const std::string& group, std::function<void()> published) {
  auto made = std::make_shared<answer>();
  const auto& result = *given;
  made->request = run.request;
  made->job_id = run.job->id;
  made->user_id_json = run.job->user_id_json;
  made->cause = {"cordon." + std::string(job::to_string(result.error_type)),
                 result.dead_letter_reason, group};
  made->gives_up_claim = result.can_retry || !result.dead_letter_reason.empty();
  if (result.retry_at_ms) {
    made->delayed = delay_of(*run.request, *result.retry_at_ms, result.attempt);
    made->job = run.job;
    made->attempt = given;
  }
  made->published = std::move(published);
  return made;
}

/// The end of a job that no topic takes for later.
job::result undelayable(const answer& one, const std::string& why) {
  auto told = "The job can't be delayed: " + why;
  if (!one.attempt) {
    auto result =
        job::make_failure(job::status::failed, job::error_type::SandboxError, std::move(told));
    result.can_retry = false; // sent again, it would fare no better
    result.attempt = one.request->first.attempts + 1;
    return result;
  }
  auto result = *one.attempt;
  result.retry_at_ms.reset();
  result.dead_letter_reason = result.error_message + "; it is not tried again: " + why;
  return result;
}

} // namespace

/// Lives on the loop's thread, where all its functions are called; callbacks of others are posted
/// there and find it gone after `clear`.
struct kafka_replies::state : std::enable_shared_from_this<state> {
  io::event_loop& loop;
  outlet& out;
  result_keeper* keeper;
  reply_settings settings;
  partition_gate gate = {};
  bool is_closed = false;

  state(io::event_loop& on, outlet& to, result_keeper* keep, reply_settings with)
      : loop(on), out(to), keeper(keep), settings(std::move(with)) {}

  /// Runs `work(*this)` on the loop's thread, unless this is closed by then.
  template <class Work>
  void post(Work work) {
    loop.post([weak = weak_from_this(), work = std::move(work)]() mutable {
      if (const auto self = weak.lock(); self && !self->is_closed)
        work(*self);
    });
  }

  /// From any thread.
  void start(const answer_ptr& one) {
    post([one](state& self) {
      self.enter(one);
      self.pass_gate(one);
    });
  }

  void enter(const answer_ptr& one) {
    one->generation = gate.generation_of(partition_of(*one->request));
  }

  void pass_gate(const answer_ptr& one) {
    gate.pass(partition_of(*one->request), one->generation, [this, one] { keep(one); });
  }

  void keep(const answer_ptr& one) {
    if (!keeper || !one->is_to_be_kept)
      return send(one);
    const auto go_on = [weak = weak_from_this(), one] {
      if (const auto self = weak.lock())
        self->post([one](state& here) { here.send(one); });
    };
    const auto& request = *one->request;
    if (one->delayed)
      return keeper->put_off({one->user_id_json, one->job_id, request.record->at, request.first.at,
                              *one->delayed->due_ms},
                             go_on);
    keeper->store({one->user_id_json, one->job_id, one->json, request.record->at, request.first.at,
                   one->gives_up_claim},
                  [go_on](bool) { go_on(); });
  }

  void send(const answer_ptr& one) {
    if (settings.on_answered)
      settings.on_answered(one->request->record);
    out.publish(one->delayed ? delay_of_record(one) : outputs_of(one));
  }

  finished_record outputs_of(const answer_ptr& one) const {
    finished_record finished{.record = one->request->record};
    const bool is_dead = !one->cause.message.empty();
    if (is_dead)
      finished.outputs.push_back({"dead_letters", dead_letter_of(*one)});
    finished.outputs.push_back(
        {"replies", std::make_unique<reply>(one->request, one->job_id, std::move(one->json),
                                            settings.reply_topic, settings.group)});
    finished.published = [one, tell = is_dead ? settings.on_dead_letter : nullptr] {
      if (tell)
        tell();
      one->published();
    };
    return finished;
  }

  finished_record delay_of_record(const answer_ptr& one) {
    const auto& record = one->request->record;
    finished_record finished{.record = record};
    finished.outputs.push_back({"delayed_jobs_not_written",
                                std::make_unique<delayed_job>(record, one->job_id, *one->delayed,
                                                              delay::ladder(settings.jobs_topic))});
    finished.published = one->published;
    finished.given_up = [weak = weak_from_this(), one](const std::string& why) {
      if (const auto self = weak.lock())
        self->post([one, why](state& here) { here.give_up(one, why); });
    };
    return finished;
  }

  /// Nothing of it is out yet, and its record has no commit.
  void give_up(const answer_ptr& one, const std::string& why) {
    job::log_event(
        job::log_level::warn, "delayed_job_given_up",
        {{"record", job::to_string(one->request->record->at)}, {"job", one->job_id}, {"why", why}});
    const auto result = undelayable(*one, why);
    one->delayed.reset();
    one->json = job::to_json(result, *one->job);
    one->cause = {"cordon.SandboxError",
                  result.dead_letter_reason.empty() ? result.error_message
                                                    : result.dead_letter_reason,
                  settings.group};
    one->gives_up_claim = true;
    one->is_to_be_kept = true;
    pass_gate(one);
  }

  std::unique_ptr<dead_letter> dead_letter_of(answer& one) const {
    return std::make_unique<dead_letter>(one.request->record, one.job_id, std::move(one.cause),
                                         settings.dead_letter_topic,
                                         settings.max_dead_letter_bytes);
  }

  void clear() {
    is_closed = true;
    gate.clear();
    out.clear();
  }
};

kafka_replies::kafka_replies(io::event_loop& loop, outlet& out, result_keeper* keeper,
                             reply_settings settings)
    : loop_(loop), state_(std::make_shared<state>(loop, out, keeper, std::move(settings))) {}

kafka_replies::~kafka_replies() {
  close();
}

void kafka_replies::publish(const job::run& run, std::shared_ptr<const job::result> result,
                            std::function<void()> published) {
  if (!run.request)
    return published();
  auto one = make_answer(run, result, state_->settings.group, std::move(published));
  const auto max_bytes = state_->settings.inline_artifacts_max;
  if (one->delayed)
    return state_->start(one);
  if (!has_large_artifacts(*result, max_bytes)) {
    // Written here and not on the loop's thread, which has descriptors to look after.
    one->json = job::to_json(*result, *run.job);
    return state_->start(one);
  }
  state_->post([one](state& self) { self.enter(one); });
  keep_large_artifacts(run, *result, max_bytes, state_->keeper,
                       [weak = std::weak_ptr(state_), one, asked = run.job](const auto& smaller) {
                         one->json = job::to_json(*smaller, *asked);
                         if (const auto self = weak.lock())
                           self->post([one](state& here) { here.pass_gate(one); });
                       });
}

void kafka_replies::answer_stored(job::request_ptr request, std::string job_id, std::string json,
                                  std::function<void()> published) {
  auto one = std::make_shared<answer>();
  one->request = std::move(request);
  one->job_id = std::move(job_id);
  one->json = std::move(json);
  one->is_to_be_kept = false;
  one->published = std::move(published);
  state_->start(one);
}

void kafka_replies::put_off(const job::submission& submission, std::function<void()> published) {
  const auto& request = *submission.request;
  auto one = std::make_shared<answer>();
  one->delayed = delay_of(request, *submission.due_ms, request.first.attempts);
  one->request = submission.request;
  one->job = submission.job;
  one->job_id = one->job->id;
  one->user_id_json = one->job->user_id_json;
  one->is_to_be_kept = false; // its name is claimed when it runs
  one->published = std::move(published);
  state_->start(one);
}

void kafka_replies::hold(const std::string& topic, int32_t partition) {
  state_->post([=](state& self) { self.gate.hold({topic, partition}); });
}

void kafka_replies::release(const std::string& topic, int32_t partition) {
  state_->post([=](state& self) { self.gate.release({topic, partition}); });
}

void kafka_replies::discard(const std::string& topic, int32_t partition) {
  state_->post([=](state& self) { self.gate.discard({topic, partition}); });
}

void kafka_replies::close() {
  loop_.run_and_wait([this] { state_->clear(); });
}

} // namespace cordon::publish
