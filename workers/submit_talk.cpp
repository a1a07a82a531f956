// SPDX-License-Identifier: Apache-2.0
#include "submit_talk.hpp"

#include "client_configuration.hpp"
#include "command_producer.hpp"

namespace cordon::workers {

namespace {

using clock = std::chrono::steady_clock;

constexpr auto one_wait = std::chrono::milliseconds(50);
constexpr size_t max_reply_topics = 64;
constexpr size_t max_waiting_bytes = 32 << 20;
constexpr const char* correlation_header = "kafka_correlationId";

} // namespace

submit_talk::submit_talk(settings how, intake::admission& gate, listener told)
    : settings_(std::move(how)), gate_(gate), listener_(std::move(told)),
      awaited_(make_submission_token()) {}

expected<std::unique_ptr<submit_talk>> submit_talk::begin(const configuration& configuration,
                                                          settings how, intake::admission& gate,
                                                          listener told) {
  auto reader = topic_reader::connect(configuration.kafka, server_patience);
  if (!reader)
    return tl::unexpected(reader.error());
  std::unique_ptr<submit_talk> talk(new submit_talk(std::move(how), gate, std::move(told)));
  talk->reader_ = *std::move(reader);
  if (!talk->settings_.no_wait)
    if (auto heard = talk->listen_to(talk->settings_.reply_topic); !heard)
      return tl::unexpected(heard.error());
  auto producer = make_command_producer(configuration, "submit");
  if (!producer)
    return tl::unexpected(producer.error());
  talk->producer_ = *std::move(producer);
  talk->thread_ = std::thread([raw = talk.get()] { raw->run(); });
  return talk;
}

submit_talk::~submit_talk() {
  closing_ = true;
  reported_.notify_all();
  if (thread_.joinable())
    thread_.join();
}

expected<void> submit_talk::listen_to(const std::string& topic) {
  const auto ranges = reader_->ranges(topic);
  if (!ranges)
    return tl::unexpected(ranges.error());
  // From the end as it is now, before the first job goes out: no reply can come earlier.
  for (const auto& range : *ranges)
    if (auto started = reader_->start(topic, range.partition, range.end); !started)
      return started;
  heard_.insert(topic);
  return {};
}

expected<void> submit_talk::send(uint64_t number, prepared_job job) {
  const auto& topic = job.reply_to;
  if (!settings_.no_wait && !topic.empty() && !heard_.contains(topic)) {
    if (heard_.size() == max_reply_topics)
      return fail(errc::bad_input, "the jobs name more than " + std::to_string(max_reply_topics)
                                       + " reply topics; submit them without waiting");
    const auto heard = listen_to(topic);
    // A job whose reply topic does not exist is answered on the default one.
    if (!heard && heard.error().code != errc::not_found)
      return heard;
    heard_.insert(topic);
  }
  // Records that the broker has not taken yet are what takes memory.
  while (producer_->waiting_bytes() > max_waiting_bytes && !broken())
    producer_->flush(one_wait);
  const std::string id = job.id;
  ++on_their_way_;
  if (!settings_.no_wait)
    awaited_.expect(number, id);
  producer_->send(submission_record(std::move(job), settings_.place.jobs_topic, settings_.key,
                                    awaited_.name_of(number)),
                  [this, number, id](const kafka::delivery& delivery) {
                    std::lock_guard lock(mutex_);
                    reports_.push_back({number, id, delivery});
                    reported_.notify_all();
                  });
  return {};
}

std::optional<std::string> submit_talk::broken() const {
  std::lock_guard lock(mutex_);
  return broken_;
}

void submit_talk::break_off(std::string why) {
  {
    std::lock_guard lock(mutex_);
    if (!broken_)
      broken_ = std::move(why);
  }
  gate_.close();
}

void submit_talk::run() {
  auto last = clock::now();
  while (!closing_ && !broken()) {
    const bool came = take_reports() | take_reply();
    const bool is_due = on_their_way_ > 0 || awaited_.size() > 0;
    if (came || !is_due)
      last = clock::now();
    else if (clock::now() - last > settings_.place.patience)
      break_off(on_their_way_ > 0 ? no_job_taken_at(settings_.place)
                                  : no_reply_at(settings_.place));
  }
}

bool submit_talk::take_reports() {
  std::deque<report> reports;
  {
    std::unique_lock lock(mutex_);
    if (settings_.no_wait && reports_.empty())
      reported_.wait_for(lock, one_wait);
    reports.swap(reports_);
  }
  for (const auto& one : reports) {
    --on_their_way_;
    if (!one.delivery.delivered) {
      awaited_.settle(awaited_.name_of(one.number));
      has_refusals_ = true;
      listener_.on_trouble("job '" + one.id + "' was refused: " + one.delivery.why);
    } else if (settings_.no_wait) {
      listener_.on_line(one.id);
    }
    if (!one.delivery.delivered || settings_.no_wait)
      gate_.leave();
  }
  return !reports.empty();
}

bool submit_talk::take_reply() {
  if (settings_.no_wait)
    return false;
  const auto read = reader_->next(one_wait);
  if (read.problem)
    break_off(read.problem->text());
  if (!read.record)
    return false;
  const auto* correlation = job::find_header(read.record->headers, correlation_header);
  const auto id =
      correlation && correlation->value ? awaited_.settle(*correlation->value) : std::nullopt;
  if (id)
    end_of_reply(*read.record);
  return id.has_value();
}

void submit_talk::end_of_reply(const job::record& record) {
  const auto reply = parse_reply(record.value.value_or(""));
  if (reply)
    listener_.on_line(reply->json);
  else
    listener_.on_trouble(to_string(record.at) + ": " + reply.error().what);
  listener_.on_end(reply ? reply->status : job::status::failed);
  gate_.leave();
}

} // namespace cordon::workers
