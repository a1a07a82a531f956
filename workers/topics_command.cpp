// SPDX-License-Identifier: Apache-2.0
#include "topics_command.hpp"

#include "client_configuration.hpp"
#include "delay/ladder.hpp"
#include "job/job_parser.hpp"
#include "kafka/handles.hpp"
#include "kafka/properties.hpp"
#include "kafka_client.hpp"
#include "printable.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <thread>

namespace cordon::workers {

namespace {

// A job that is too long must get in to be answered.
constexpr size_t jobs_room = 2 * job::max_job_bytes;
/// What the headers of a dead letter or of a delayed copy take.
constexpr size_t own_headers = 64 * 1024;
constexpr const char* alerts_topic = "cordon.alerts";
constexpr int operation_timeout_ms = 30'000;
/// How long it takes until a new topic is looked for again.
constexpr auto look_interval = std::chrono::milliseconds(50);

using new_topic = kafka::handle<rd_kafka_NewTopic_t, rd_kafka_NewTopic_destroy>;
using admin_options = kafka::handle<rd_kafka_AdminOptions_t, rd_kafka_AdminOptions_destroy>;

expected<new_topic> to_new_topic(const wanted_topic& wanted, int replication_factor) {
  std::array<char, 256> why{};
  new_topic made(rd_kafka_NewTopic_new(wanted.name.c_str(), wanted.partitions, replication_factor,
                                       why.data(), why.size()));
  if (!made)
    return fail(errc::bad_input, why.data(), wanted.name);
  for (const auto& [name, value] : wanted.properties)
    rd_kafka_NewTopic_set_config(made.get(), name.c_str(), value.c_str());
  return made;
}

expected<admin_options> make_options(rd_kafka_t* client) {
  admin_options options(rd_kafka_AdminOptions_new(client, RD_KAFKA_ADMIN_OP_CREATETOPICS));
  std::array<char, 256> why{};
  const int request_ms =
      static_cast<int>(std::chrono::milliseconds(server_patience).count()) + operation_timeout_ms;
  if (rd_kafka_AdminOptions_set_request_timeout(options.get(), request_ms, why.data(), why.size())
          != RD_KAFKA_RESP_ERR_NO_ERROR
      || rd_kafka_AdminOptions_set_operation_timeout(options.get(), operation_timeout_ms,
                                                     why.data(), why.size())
             != RD_KAFKA_RESP_ERR_NO_ERROR)
    return fail(errc::system, why.data(), "librdkafka");
  return options;
}

topic_outcome outcome_of(const wanted_topic& wanted, const rd_kafka_topic_result_t& result) {
  using state = enum topic_outcome::state;
  switch (rd_kafka_topic_result_error(&result)) {
  case RD_KAFKA_RESP_ERR_NO_ERROR:
    return {wanted, state::created, ""};
  case RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS:
    return {wanted, state::existed, ""};
  default:
    const char* why = rd_kafka_topic_result_error_string(&result);
    return {wanted, state::failed,
            why != nullptr ? why : rd_kafka_err2str(rd_kafka_topic_result_error(&result))};
  }
}

/// In the order of `wanted`, whatever that of the answer is.
expected<std::vector<topic_outcome>> read_answer(rd_kafka_event_t* event,
                                                 const std::vector<wanted_topic>& wanted) {
  if (rd_kafka_event_error(event) != RD_KAFKA_RESP_ERR_NO_ERROR)
    return fail(errc::peer_died, "the brokers did not create the topics: "
                                     + std::string(rd_kafka_event_error_string(event)));
  const auto* result = rd_kafka_event_CreateTopics_result(event);
  size_t count = 0;
  const rd_kafka_topic_result_t** const topics =
      rd_kafka_CreateTopics_result_topics(result, &count);
  std::vector<topic_outcome> outcomes;
  for (const auto& one : wanted) {
    const auto* const* const end = topics + count;
    const auto* const* const found = std::find_if(topics, topics + count, [&](const auto* answer) {
      return rd_kafka_topic_result_name(answer) == one.name;
    });
    outcomes.push_back(found == end ? topic_outcome{one, {}, "the broker said nothing of it"}
                                    : outcome_of(one, **found));
  }
  return outcomes;
}

expected<std::vector<topic_outcome>> create(const kafka::properties& theirs,
                                            const std::vector<wanted_topic>& wanted,
                                            int replication_factor) {
  auto conf = kafka::make_configuration({{"client.id", "cordon-client"}}, theirs, {});
  if (!conf)
    return tl::unexpected(conf.error());
  const auto client = kafka::make_client(RD_KAFKA_PRODUCER, *std::move(conf));
  if (!client)
    return tl::unexpected(client.error());
  const auto options = make_options(client->get());
  if (!options)
    return tl::unexpected(options.error());
  std::vector<new_topic> owned;
  std::vector<rd_kafka_NewTopic_t*> topics;
  for (const auto& one : wanted) {
    auto made = to_new_topic(one, replication_factor);
    if (!made)
      return tl::unexpected(made.error());
    topics.push_back(made->get());
    owned.push_back(*std::move(made));
  }
  const kafka::queue answers(rd_kafka_queue_new(client->get()));
  rd_kafka_CreateTopics(client->get(), topics.data(), topics.size(), options->get(), answers.get());
  // The request has a time-out of its own.
  const kafka::event event(rd_kafka_queue_poll(answers.get(), -1));
  return read_answer(event.get(), wanted);
}

/// A topic is created before its partitions have leaders: the next command would find none.
void wait_for_leaders(topic_reader& reader, const std::vector<topic_outcome>& outcomes) {
  const auto deadline = std::chrono::steady_clock::now() + server_patience;
  for (const auto& one : outcomes) {
    if (one.state != topic_outcome::state::created)
      continue;
    while (!reader.ranges(one.topic.name) && std::chrono::steady_clock::now() < deadline)
      std::this_thread::sleep_for(look_interval);
  }
}

/// A record stays for an hour at most while workers run, and must outlast a time when none does. As
/// long as Kafka remembers the offsets of a group without members: else one could be read again.
wanted_topic delay_topic(const std::string& name, int partitions) {
  return {name,
          partitions,
          {{"max.message.bytes", std::to_string(jobs_room + own_headers)},
           {"cleanup.policy", "delete"},
           {"retention.ms", "604800000"},
           // A record waits from when it got here, whatever the clock of its sender said.
           {"message.timestamp.type", "LogAppendTime"}}};
}

std::string_view to_string(enum topic_outcome::state state) {
  switch (state) {
  case topic_outcome::state::created:
    return "created";
  case topic_outcome::state::existed:
    return "existed";
  default:
    return "failed";
  }
}

} // namespace

std::vector<wanted_topic> wanted_topics(const configuration& c, int partitions) {
  const auto bytes = [](size_t room) {
    return std::map<std::string, std::string>{{"max.message.bytes", std::to_string(room)}};
  };
  std::vector<wanted_topic> all = {
      {c.intake.jobs_topic, partitions, bytes(jobs_room)},
      {c.publish.reply_topic, partitions, {}},
      {c.publish.events_topic, partitions, {}},
      {c.publish.audit_topic, 1, {}},
      // It is read whole at each start of a worker: what is old must go, and must not be compacted.
      {c.intake.control_topic, 1, {{"cleanup.policy", "delete"}, {"retention.ms", "604800000"}}},
      {alerts_topic, 1, {}},
      {dead_letter_topic(c), partitions, bytes(jobs_room + own_headers)}};
  for (const auto& name : delay::ladder(c.intake.jobs_topic).topics())
    all.push_back(delay_topic(name, partitions));
  std::erase_if(all, [](const wanted_topic& one) { return one.name.empty(); });
  return all;
}

std::string to_table(const std::vector<topic_outcome>& outcomes) {
  size_t width = std::string_view("TOPIC").size();
  for (const auto& one : outcomes)
    width = std::max(width, one.topic.name.size());
  std::string table = column("TOPIC", width) + "  PARTITIONS  OUTCOME\n";
  for (const auto& one : outcomes) {
    table += column(one.topic.name, width) + "  ";
    // An existing one has as many as it was made with.
    const bool is_new = one.state == topic_outcome::state::created;
    table += column(is_new ? std::to_string(one.topic.partitions) : "-", 10) + "  ";
    table += to_string(one.state);
    table += (one.why.empty() ? "" : ": " + printable(one.why)) + '\n';
  }
  return table;
}

exit_code create_topics(const topics_options& options) {
  const auto configuration = load_client_configuration(options.configuration);
  if (!configuration)
    return complain(configuration.error(), exit_code::usage);
  if (const auto up = read_run_file(); up && brokers_of(*configuration) == up->bootstrap)
    return complain({errc::bad_input,
                     "this is the broker of 'cordon up', process " + std::to_string(up->pid)
                         + ", which has the topics that its configuration names already and "
                           "creates none on request; for another broker, name it by "
                           "--bootstrap-servers",
                     up->bootstrap},
                    exit_code::usage);
  // Asked first: the request itself would wait far longer for a broker that is not there.
  const auto reader = topic_reader::connect(configuration->kafka, server_patience);
  if (!reader)
    return complain(reader.error(), code_of(reader.error()));
  const auto outcomes =
      create(configuration->kafka, wanted_topics(*configuration, options.partitions),
             options.replication_factor);
  if (!outcomes) {
    auto problem = outcomes.error();
    if (problem.where.empty())
      problem.where = brokers_of(*configuration);
    return complain(problem, code_of(problem));
  }
  wait_for_leaders(**reader, *outcomes);
  std::fputs(to_table(*outcomes).c_str(), stdout);
  const bool all_there = std::none_of(outcomes->begin(), outcomes->end(), [](const auto& one) {
    return one.state == topic_outcome::state::failed;
  });
  return all_there ? exit_code::succeeded : exit_code::not_succeeded;
}

} // namespace cordon::workers
