// SPDX-License-Identifier: Apache-2.0
#include "kafka/group_consumer.hpp"

#include "kafka/partition_probe.hpp"
#include "kafka/polled_consumer.hpp"
#include "kafka/records.hpp"

#include <atomic>
#include <string_view>
#include <utility>

namespace cordon::kafka {

namespace {

constexpr int committed_patience_ms = 10'000;

/// What serves a worker best where the operator says nothing.
const properties& defaults() {
  static const properties all{
      {"auto.offset.reset", "earliest"},
      // A topic that is made while we wait for it is seen soon.
      {"topic.metadata.refresh.interval.ms", "30000"},
      {"partition.assignment.strategy", "range"},
      // The intake holds its own bounded buffer: what librdkafka fetches ahead comes on top. Of
      // bytes only: beyond `queued.min.messages` it would look up to a second later (2.0.2) whether
      // to fetch again, while small records are gone in a quarter of that.
      {"queued.max.messages.kbytes", "16384"},
  };
  return all;
}

properties promises(const group_consumer::identity& member) {
  properties all{{"group.id", member.group},
                 {"enable.auto.commit", "false"},
                 {"enable.auto.offset.store", "false"},
                 // Offsets are read only once no transaction on them is open.
                 {"isolation.level", "read_committed"},
                 {"enable.partition.eof", "false"}};
  if (!member.instance.empty())
    all.emplace("group.instance.id", member.instance);
  return all;
}

template <class Visit>
void each(const rd_kafka_topic_partition_list_t& list, Visit visit) {
  for (int i = 0; i < list.cnt; ++i)
    visit(list.elems[i]);
}

job::partition id_of(const rd_kafka_topic_partition_t& one) {
  return {one.topic, one.partition};
}

/// What is wrong with a commit: of the whole, or of its first partition that has an error.
std::string problem_of(rd_kafka_resp_err_t whole, const rd_kafka_topic_partition_list_t* list) {
  if (whole != RD_KAFKA_RESP_ERR_NO_ERROR && whole != RD_KAFKA_RESP_ERR__NO_OFFSET)
    return rd_kafka_err2str(whole);
  std::string problem;
  if (list)
    each(*list, [&](const auto& one) {
      if (problem.empty() && one.err != RD_KAFKA_RESP_ERR_NO_ERROR)
        problem = rd_kafka_err2str(one.err);
    });
  return problem;
}

} // namespace

struct group_consumer::state {
  callbacks told;
  polled_consumer consumer;
  std::atomic<bool> is_ending{false};

  bool is_cooperative() const {
    const char* protocol = rd_kafka_rebalance_protocol(consumer.get());
    return protocol && std::string_view(protocol) == "COOPERATIVE";
  }

  void rebalance(rd_kafka_resp_err_t what, rd_kafka_topic_partition_list_t& partitions) {
    if (what == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS)
      return assign(partitions);
    revocation taken{.may_come_back = !is_cooperative()};
    each(partitions, [&](const auto& one) { taken.partitions.push_back(id_of(one)); });
    taken.are_lost =
        what != RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS || rd_kafka_assignment_lost(consumer.get());
    told.revoked(taken);
    if (taken.may_come_back)
      rd_kafka_assign(consumer.get(), nullptr);
    else
      drop(rd_kafka_incremental_unassign(consumer.get(), &partitions));
  }

  void assign(rd_kafka_topic_partition_list_t& partitions) {
    const auto committed = read_committed(partitions);
    if (is_ending)
      return take_nothing_on(partitions);
    const auto starts = told.assigned(committed);
    each(partitions, [&](rd_kafka_topic_partition_t& one) {
      const auto at = starts.find(id_of(one));
      one.offset = at != starts.end() && at->second ? *at->second : RD_KAFKA_OFFSET_INVALID;
    });
    if (is_cooperative())
      drop(rd_kafka_incremental_assign(consumer.get(), &partitions));
    else if (const auto err = rd_kafka_assign(consumer.get(), &partitions))
      told.failed(std::string("the assignment was refused: ") + rd_kafka_err2str(err));
  }

  /// The close that follows gives all back.
  void take_nothing_on(const rd_kafka_topic_partition_list_t& partitions) {
    if (is_cooperative())
      drop(rd_kafka_incremental_assign(consumer.get(), &partitions));
    else
      rd_kafka_assign(consumer.get(), nullptr);
  }

  void drop(rd_kafka_error_t* raw) {
    if (const error failed(raw); failed)
      told.failed(std::string("the assignment was refused: ") + rd_kafka_error_string(raw));
  }

  /// Waits for the group's coordinator as long as it takes: reading from a guessed offset would
  /// run jobs again.
  committed_positions read_committed(rd_kafka_topic_partition_list_t& partitions) {
    committed_positions found;
    topic_partitions list(rd_kafka_topic_partition_list_copy(&partitions));
    while (const auto err = rd_kafka_committed(consumer.get(), list.get(), committed_patience_ms)) {
      told.trouble(std::string("the group's offsets cannot be read: ") + rd_kafka_err2str(err));
      if (is_ending || consumer.is_beyond_repair(err))
        return found;
    }
    each(*list, [&](const auto& one) { found[id_of(one)] = std::nullopt; });
    for (auto& [at, position] : to_group_offsets(*list))
      found[at] = position;
    return found;
  }

  void report(rd_kafka_resp_err_t err, const std::string& what) {
    if (consumer.is_beyond_repair(err))
      told.failed(what);
    else
      told.trouble(what);
  }
};

expected<std::unique_ptr<group_consumer>>
group_consumer::make(const properties& operators, const identity& member, callbacks told) {
  auto conf = make_configuration(defaults(), operators, promises(member));
  if (!conf)
    return tl::unexpected<cordon::error>(conf.error());
  auto made = std::make_unique<state>();
  made->told = std::move(told);
  rd_kafka_conf_set_opaque(conf->get(), made.get());
  rd_kafka_conf_set_rebalance_cb(
      conf->get(), [](rd_kafka_t*, rd_kafka_resp_err_t err, rd_kafka_topic_partition_list_t* list,
                      void* self) { static_cast<state*>(self)->rebalance(err, *list); });
  rd_kafka_conf_set_offset_commit_cb(
      conf->get(),
      [](rd_kafka_t*, rd_kafka_resp_err_t err, rd_kafka_topic_partition_list_t* list, void* self) {
        static_cast<state*>(self)->told.committed(list ? to_group_offsets(*list) : group_offsets(),
                                                  problem_of(err, list));
      });
  rd_kafka_conf_set_error_cb(conf->get(), [](rd_kafka_t*, int err, const char* why, void* self) {
    static_cast<state*>(self)->report(static_cast<rd_kafka_resp_err_t>(err), why);
  });
  auto consumer = make_client(RD_KAFKA_CONSUMER, std::move(*conf));
  if (!consumer)
    return tl::unexpected<cordon::error>(consumer.error());
  made->consumer.set(std::move(*consumer));
  return std::unique_ptr<group_consumer>(new group_consumer(std::move(made)));
}

group_consumer::group_consumer(std::unique_ptr<state> made) : state_(std::move(made)) {}

group_consumer::~group_consumer() {
  close();
}

expected<void> group_consumer::subscribe(const std::string& topic) {
  const auto list = to_list(std::vector<job::partition>{{topic, RD_KAFKA_PARTITION_UA}});
  if (const auto err = rd_kafka_subscribe(state_->consumer.get(), list.get()))
    return fail(errc::system, std::string("cannot subscribe: ") + rd_kafka_err2str(err), topic);
  return {};
}

job::record_ptr group_consumer::poll(std::chrono::milliseconds patience) {
  const message read(
      rd_kafka_consumer_poll(state_->consumer.get(), static_cast<int>(patience.count())));
  if (!read)
    return nullptr;
  if (read->err == RD_KAFKA_RESP_ERR_NO_ERROR)
    return std::make_shared<const job::record>(to_record(*read));
  const std::string why = rd_kafka_message_errstr(read.get());
  if (read->rkt && is_unreadable(read->err))
    state_->told.unreadable({rd_kafka_topic_name(read->rkt), read->partition}, read->offset, why);
  else
    state_->report(read->err, why);
  return nullptr;
}

void group_consumer::wake() {
  state_->consumer.wake();
}

void group_consumer::stop_waiting() {
  state_->is_ending = true;
}

void group_consumer::pause(const std::vector<job::partition>& partitions) {
  state_->consumer.pause(partitions);
}

void group_consumer::resume(const std::vector<job::partition>& partitions) {
  state_->consumer.resume(partitions);
}

expected<void> group_consumer::seek(const job::partition& partition, int64_t offset) {
  return state_->consumer.seek(partition, offset);
}

void group_consumer::commit(const group_offsets& offsets) {
  const auto list = to_list(offsets);
  if (const auto err = rd_kafka_commit(state_->consumer.get(), list.get(), 1))
    state_->told.committed(offsets, rd_kafka_err2str(err));
}

std::string group_consumer::commit_now(const group_offsets& offsets) {
  const auto list = to_list(offsets);
  return problem_of(rd_kafka_commit(state_->consumer.get(), list.get(), 0), list.get());
}

std::optional<group_offsets>
group_consumer::read_committed(const group_offsets& partitions,
                               std::chrono::milliseconds patience) const {
  const auto list = to_list(partitions);
  if (rd_kafka_committed(state_->consumer.get(), list.get(), static_cast<int>(patience.count())))
    return std::nullopt;
  return to_group_offsets(*list);
}

group_membership group_consumer::membership() const {
  return group_metadata(rd_kafka_consumer_group_metadata(state_->consumer.get()));
}

bool group_consumer::is_cooperative() const {
  return state_->is_cooperative();
}

int64_t group_consumer::ask_end(const job::partition& at,
                                std::chrono::milliseconds patience) const {
  int64_t first = -1;
  int64_t end = -1;
  const auto err =
      rd_kafka_query_watermark_offsets(state_->consumer.get(), at.topic.c_str(), at.number, &first,
                                       &end, static_cast<int>(patience.count()));
  return err == RD_KAFKA_RESP_ERR_NO_ERROR ? end : -1;
}

bool group_consumer::is_ending() const {
  return state_->is_ending;
}

std::pair<int64_t, int64_t> group_consumer::watermarks(const job::partition& at) const {
  std::pair<int64_t, int64_t> found{-1, -1};
  if (rd_kafka_get_watermark_offsets(state_->consumer.get(), at.topic.c_str(), at.number,
                                     &found.first, &found.second)
      != RD_KAFKA_RESP_ERR_NO_ERROR)
    return {-1, -1};
  return found;
}

void group_consumer::close() {
  state_->consumer.close();
}

} // namespace cordon::kafka
