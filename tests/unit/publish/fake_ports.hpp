// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "publish/record_sender.hpp"
#include "publish/result_keeper.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace cordon::test {

/// What fakes saw, in order: "store j-1", "send cordon.replies".
class diary {
public:
  void add(std::string entry) {
    std::lock_guard lock(mutex_);
    entries_.push_back(std::move(entry));
    changed_.notify_all();
  }

  std::vector<std::string> entries() const {
    std::lock_guard lock(mutex_);
    return entries_;
  }

  size_t count(const std::string& entry) const {
    std::lock_guard lock(mutex_);
    return count_locked(entry);
  }

  /// True as soon as `entry` is there `times` times; false when not after ten seconds.
  bool has(const std::string& entry, size_t times = 1) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10),
                             [&] { return count_locked(entry) >= times; });
  }

private:
  size_t count_locked(const std::string& entry) const {
    return static_cast<size_t>(std::count(entries_.begin(), entries_.end(), entry));
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> entries_;
};

inline kafka::delivery delivered() {
  return {.delivered = true, .partition = 0, .offset = 1, .why = {}};
}

inline kafka::delivery refused(kafka::refusal refusal, std::string why = "refused") {
  return {.delivered = false, .refusal = refusal, .why = std::move(why)};
}

/// A broker that answers at once, as `rule` says.
class fake_sender : public publish::record_sender {
public:
  using rule = std::function<kafka::delivery(const kafka::outgoing_record&)>;

  explicit fake_sender(diary& diary) : diary_(diary) {}

  void set_rule(rule to_follow) {
    std::lock_guard lock(mutex_);
    rule_ = std::move(to_follow);
  }

  void send(kafka::outgoing_record record, on_delivery done) override {
    const auto topic = record.topic;
    kafka::delivery outcome = delivered();
    {
      std::lock_guard lock(mutex_);
      if (rule_)
        outcome = rule_(record);
      (outcome.delivered ? taken_ : refused_).push_back(std::move(record));
    }
    diary_.add((outcome.delivered ? "send " : "refuse ") + topic);
    done(outcome);
  }

  std::vector<kafka::outgoing_record> taken() const {
    std::lock_guard lock(mutex_);
    return taken_;
  }

  std::vector<kafka::outgoing_record> refusals() const {
    std::lock_guard lock(mutex_);
    return refused_;
  }

  /// The last record that a topic took.
  kafka::outgoing_record last(const std::string& topic) const {
    std::lock_guard lock(mutex_);
    for (auto at = taken_.rbegin(); at != taken_.rend(); ++at)
      if (at->topic == topic)
        return *at;
    return {};
  }

private:
  diary& diary_;
  mutable std::mutex mutex_;
  rule rule_;
  std::vector<kafka::outgoing_record> taken_;
  std::vector<kafka::outgoing_record> refused_;
};

/// A Redis that answers at once, or is not there.
class fake_keeper : public publish::result_keeper {
public:
  explicit fake_keeper(diary& diary) : diary_(diary) {}

  /// Before the first call.
  bool is_there = true;
  /// Artifacts are answered only when this is called; before the first call.
  bool waits_with_artifacts = false;

  void store(job::stored_result result, std::function<void(bool)> done) override {
    diary_.add("store " + result.id);
    {
      std::lock_guard lock(mutex_);
      stored_.push_back(std::move(result));
    }
    done(is_there);
  }

  void put_off(job::put_off_job job, std::function<void()> done) override {
    diary_.add("put off " + job.id);
    {
      std::lock_guard lock(mutex_);
      put_off_.push_back(std::move(job));
    }
    done();
  }

  void store_artifact(const std::string& user_id_json, const std::string& id,
                      const job::artifact& artifact,
                      std::function<void(std::optional<std::string>)> done) override {
    auto ref = "ref:" + user_id_json + ':' + id + ':' + artifact.name;
    auto answer = [done = std::move(done), ref = std::move(ref), is_there = is_there] {
      done(is_there ? std::optional(ref) : std::nullopt);
    };
    diary_.add("artifact " + artifact.name);
    if (!waits_with_artifacts)
      answer();
    else {
      std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(answer));
    }
  }

  void answer_artifacts() {
    std::vector<std::function<void()>> waiting;
    {
      std::lock_guard lock(mutex_);
      waiting = std::exchange(waiting_, {});
    }
    for (const auto& answer : waiting)
      answer();
  }

  std::vector<job::stored_result> stored() const {
    std::lock_guard lock(mutex_);
    return stored_;
  }

  std::vector<job::put_off_job> put_off_jobs() const {
    std::lock_guard lock(mutex_);
    return put_off_;
  }

private:
  diary& diary_;
  mutable std::mutex mutex_;
  std::vector<job::stored_result> stored_;
  std::vector<job::put_off_job> put_off_;
  std::vector<std::function<void()>> waiting_;
};

} // namespace cordon::test
