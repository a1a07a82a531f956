// SPDX-License-Identifier: Apache-2.0
#include "publish/event_publisher.hpp"

#include "job/json_write.hpp"
#include "publish/escaped_cut.hpp"
#include "publish/reply_record.hpp"

namespace cordon::publish {

namespace {

/// Of text in one event, so that a topic with Kafka's own limit of 1 MiB takes it.
constexpr size_t max_text_bytes = 900'000;
constexpr size_t max_message_bytes = 8'192;
/// Beside such a text a longer key would not fit.
constexpr size_t max_key_bytes = 100'000;

/// What follows `"seq":1` in an event.
std::string tail_of(std::string_view type, event_publisher::fields more) {
  std::string object;
  {
    job::object_writer writer(object);
    writer.text("type", type);
    for (const auto& [name, text] : more)
      writer.text(name, text);
  }
  object.front() = ',';
  return object;
}

std::string stdout_tail(const std::string& text) {
  const auto shown = cut_escaped(text, max_text_bytes);
  std::string object;
  {
    job::object_writer writer(object);
    writer.text("type", "stdout");
    writer.text("text", shown);
    writer.boolean("truncated", shown.size() < text.size());
  }
  object.front() = ',';
  return object;
}

std::string end_tail(const job::result& result) {
  const auto type = job::to_string(result.status);
  if (result.error_type == job::error_type::none)
    return tail_of(type, {});
  return tail_of(type, {{"error_type", job::to_string(result.error_type)},
                        {"error_message", cut_escaped(result.error_message, max_message_bytes)}});
}

/// By its length alone and not once the broker refused it, so that the events of a job stay in one
/// partition, in their order.
std::string event_key(const job::run& run) {
  auto key = key_of(*run.request, run.job->id);
  return key.size() > max_key_bytes ? run.job->id : key;
}

std::string event_line(const job::run& run, int64_t seq, std::string_view tail) {
  std::string line = "{\"id\":";
  line.reserve(96 + run.job->id.size() + tail.size());
  job::append_json_string(line, run.job->id);
  line.append(",\"run\":").append(std::to_string(run.taken_up_us));
  line.append(",\"seq\":").append(std::to_string(seq)).append(tail);
  return line;
}

} // namespace

event_publisher::event_publisher(record_sender& sender, std::string topic)
    : lines_(sender, std::move(topic)) {}

void event_publisher::tell(const job::run& run, std::string_view type, fields more) {
  if (run.request)
    send(run, tail_of(type, more));
}

void event_publisher::tell_end(const job::run& run, const job::result& result) {
  if (!run.request)
    return;
  if (!result.stdout_text.empty())
    send(run, stdout_tail(result.stdout_text));
  send(run, end_tail(result));
  forget(run);
}

void event_publisher::forget(const job::run& run) {
  if (!run.request)
    return;
  std::lock_guard lock(mutex_);
  last_seq_.erase(passage_of(run));
}

event_publisher::passage event_publisher::passage_of(const job::run& run) {
  const auto& at = run.request->record->at;
  return {at.topic, at.partition, at.offset, run.taken_up_us};
}

void event_publisher::send(const job::run& run, const std::string& tail) {
  // Numbered and sent under one lock, so that a job's events lie in the order of their numbers.
  std::lock_guard lock(mutex_);
  const auto seq = ++last_seq_[passage_of(run)];
  lines_.send(event_line(run, seq, tail), event_key(run));
}

} // namespace cordon::publish
