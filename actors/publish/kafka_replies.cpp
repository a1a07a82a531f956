// SPDX-License-Identifier: Apache-2.0
#include "publish/kafka_replies.hpp"

#include "publish/artifact_keeping.hpp"
#include "publish/dead_letter.hpp"
#include "publish/partition_gate.hpp"
#include "publish/reply.hpp"

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
  std::function<void()> published;
  partition_gate::generation generation = 0;
};

using answer_ptr = std::shared_ptr<answer>;

partition_gate::partition partition_of(const job::request& request) {
  return {request.record->at.topic, request.record->at.partition};
}

answer_ptr make_answer(const job::run& run, const job::result& result, const std::string& group,
                       std::function<void()> published) {
  auto made = std::make_shared<answer>();
  made->request = run.request;
  made->job_id = run.job->id;
  made->user_id_json = run.job->user_id_json;
  made->cause = {"cordon." + std::string(job::to_string(result.error_type)),
                 result.dead_letter_reason, group};
  made->gives_up_claim = result.can_retry || !result.dead_letter_reason.empty();
  made->published = std::move(published);
  return made;
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

  void enter(const answer_ptr& one) {
    one->generation = gate.generation_of(partition_of(*one->request));
  }

  void pass_gate(const answer_ptr& one) {
    gate.pass(partition_of(*one->request), one->generation, [this, one] { keep(one); });
  }

  void keep(const answer_ptr& one) {
    if (!keeper || !one->is_to_be_kept)
      return send(one);
    keeper->store({one->user_id_json, one->job_id, one->json, one->request->record->at,
                   one->request->first.at, one->gives_up_claim},
                  [weak = weak_from_this(), one](bool) {
                    if (const auto self = weak.lock())
                      self->post([one](state& here) { here.send(one); });
                  });
  }

  void send(const answer_ptr& one) {
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
    if (settings.on_answered)
      settings.on_answered(one->request->record);
    out.publish(std::move(finished));
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
  auto one = make_answer(run, *result, state_->settings.group, std::move(published));
  const auto max_bytes = state_->settings.inline_artifacts_max;
  if (!has_large_artifacts(*result, max_bytes)) {
    // Written here and not on the loop's thread, which has descriptors to look after.
    one->json = job::to_json(*result, *run.job);
    state_->post([one](state& self) {
      self.enter(one);
      self.pass_gate(one);
    });
    return;
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
  state_->post([one](state& self) {
    self.enter(one);
    self.pass_gate(one);
  });
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
