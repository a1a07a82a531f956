// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "job/result.hpp"
#include "kafka/producer.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::workers {

/// A job on its way to the broker.
struct prepared_job {
  std::string id;
  std::string json;     ///< as it was written, joined by an id where it had none
  std::string reply_to; ///< the topic that it names; "" for the default one
};

/// Makes a text a job that can be found again: one JSON object, a job or a CloudEvent around one.
/// Whether the job is right is the worker's to say. Errors: bad_input; `where` is empty.
expected<prepared_job> prepare_job(std::string_view text, const std::string& id_if_none);

/// What tells the jobs of one call of `submit` from all others: 96 random bits.
std::string make_submission_token();

/// The answer to a line that is no job at all: nothing was sent. One line of JSON.
std::string local_rejection(uint64_t line, const error& problem);

/// The jobs whose replies are still to come, by what their headers carry. Thread-safe.
class awaited_replies {
public:
  explicit awaited_replies(std::string token) : token_(std::move(token)) {}

  /// The id of the `number`th job where it has none; also its correlation id.
  std::string name_of(uint64_t number) const { return token_ + '-' + std::to_string(number); }

  void expect(uint64_t number, std::string id);

  /// The id of the job whose reply carries `correlation`; nothing where it is not ours, or was
  /// settled before.
  std::optional<std::string> settle(std::string_view correlation);

  size_t size() const;
  /// Some of the ids that are waited for, at most `count`.
  std::vector<std::string> some(size_t count) const;

private:
  const std::string token_;
  mutable std::mutex mutex_;
  std::map<uint64_t, std::string> ids_;
};

/// The record of a job. `correlation` comes back with the reply.
kafka::outgoing_record submission_record(prepared_job job, const std::string& topic,
                                         const std::optional<std::string>& key,
                                         const std::string& correlation);

/// A reply, as far as a submitter looks into it.
struct read_reply {
  std::string json; ///< on one line
  job::status status = job::status::failed;
};

/// Reads a record's value: a result, or a CloudEvent around one. Errors: protocol.
expected<read_reply> parse_reply(std::string_view value);

/// Where somebody waited in vain, for messages.
struct waiting_place {
  std::chrono::milliseconds patience; ///< how long
  std::string brokers;                ///< "127.0.0.1:9092"
  std::string jobs_topic;
};

/// What ends the wait for a reply that did not come.
std::string no_reply_at(const waiting_place&);

/// What ends the wait for a broker that takes no job.
std::string no_job_taken_at(const waiting_place&);

/// `why`, after how many jobs have no reply for it and some of their ids.
std::string without_replies(const std::string& why, size_t count,
                            const std::vector<std::string>& some_ids);

} // namespace cordon::workers
