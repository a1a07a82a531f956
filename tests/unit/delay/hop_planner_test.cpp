// SPDX-License-Identifier: Apache-2.0
#include "delay/hop_planner.hpp"

#include "delay/delay_headers.hpp"
#include "delay/hop_batch.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::delay;
using kafka::refusal;

namespace {

constexpr int64_t now_ms = 1'795'341'600'000;

hop_planner make_planner() {
  return {ladder("jobs"), [](const job::record& record, const std::string& why, size_t max_bytes) {
            auto value = record.value.value_or("").substr(0, max_bytes);
            return kafka::outgoing_record{
                "jobs-dlt", std::nullopt, record.key, std::move(value), {{"why", why}}};
          }};
}

job::record waiting(std::optional<int64_t> due_ms, const std::string& topic = "jobs-delay-10s") {
  job::record made;
  made.at = {topic, 0, 7};
  made.timestamp_ms = now_ms;
  made.value = "{}";
  made.headers = with_delay({{"a", "b"}}, {due_ms, 1, 5, job::record_position{"jobs", 2, 3}});
  return made;
}

hop hop_of(std::variant<hop, wait> planned) {
  REQUIRE(std::holds_alternative<hop>(planned));
  return std::get<hop>(std::move(planned));
}

int64_t wait_of(const std::variant<hop, wait>& planned) {
  REQUIRE(std::holds_alternative<wait>(planned));
  return std::get<wait>(planned).until_ms;
}

departure departure_of(const job::record& record, const hop& one) {
  hop_batch batch;
  batch.add(record, one);
  return batch.departures().front();
}

void refuse(hop_planner& planner, const job::record& record, refusal reason, int64_t at_ms,
            bool may_be_a_neighbours = false) {
  const auto one = departure_of(record, hop_of(planner.plan(record, true, at_ms)));
  planner.sent(one, at_ms);
  planner.refused(one, {.refusal = reason, .why = "no"}, may_be_a_neighbours, at_ms);
}

} // namespace

TEST_CASE("a record waits for its rung, then goes on unchanged", "[delay][planner]") {
  auto planner = make_planner();
  const auto record = waiting(now_ms + 25'000);
  CHECK(wait_of(planner.plan(record, false, now_ms + 9'999)) == now_ms + 10'000);
  const auto one = hop_of(planner.plan(record, false, now_ms + 10'000));
  CHECK(one.record.topic == "jobs-delay-10s");
  CHECK(one.record.value == record.value);
  CHECK(one.record.headers == record.headers);
  CHECK_FALSE(one.has_to_go_alone);
}

TEST_CASE("nothing gets into the jobs topic before it is due", "[delay][planner]") {
  auto planner = make_planner();
  const auto record = waiting(now_ms + 10'500);
  for (const bool has_waited : {false, true})
    CHECK(hop_of(planner.plan(record, has_waited, now_ms + 10'499)).record.topic
          == "jobs-delay-1s");
  CHECK(hop_of(planner.plan(record, false, now_ms + 10'500)).record.topic == "jobs");
}

TEST_CASE("a record that was appended in the future waits once", "[delay][planner]") {
  auto planner = make_planner();
  auto record = waiting(now_ms + 3'600'000);
  record.timestamp_ms = now_ms + 86'400'000;
  CHECK(wait_of(planner.plan(record, false, now_ms)) == now_ms + 10'000);
  hop_of(planner.plan(record, true, now_ms + 10'000));
}

TEST_CASE("a record without a due time that makes sense is due", "[delay][planner]") {
  auto planner = make_planner();
  for (const auto due : {std::optional<int64_t>(), std::optional(INT64_MAX)})
    CHECK(hop_of(planner.plan(waiting(due), false, now_ms)).record.topic == "jobs");
}

TEST_CASE("a due record goes back to its first partition, where there is one", "[delay][planner]") {
  auto planner = make_planner();
  const auto record = waiting(now_ms);
  CHECK_FALSE(hop_of(planner.plan(record, false, now_ms)).record.partition);
  planner.note_partitions("jobs", 2);
  CHECK_FALSE(hop_of(planner.plan(record, false, now_ms)).record.partition);
  planner.note_partitions("jobs", 3);
  CHECK(hop_of(planner.plan(record, false, now_ms)).record.partition == 2);
  // The topic was made anew with fewer.
  refuse(planner, record, refusal::no_such_target, now_ms);
  CHECK_FALSE(hop_of(planner.plan(record, false, now_ms)).record.partition);
}

TEST_CASE("a topic that does not exist is named once records wait for it", "[delay][planner]") {
  auto planner = make_planner();
  planner.note_partitions("jobs-delay-1s", 0);
  CHECK(planner.missing_topics() == std::vector<std::string>{"jobs-delay-1s"});
  planner.note_partitions("jobs", 0);
  CHECK(planner.missing_topics() == std::vector<std::string>{"jobs", "jobs-delay-1s"});
  CHECK(planner.missing_delay_topics() == std::vector<std::string>{"jobs-delay-1s"});
  planner.note_partitions("jobs", 1);
  CHECK(planner.problem().empty());
  CHECK(wait_of(planner.plan(waiting(now_ms + 1'000), true, now_ms)) > now_ms);
  CHECK(planner.problem()
        == "the topic jobs-delay-1s does not exist; `cordon topics create` makes it");
  CHECK(hop_of(planner.plan(waiting(now_ms), true, now_ms)).record.topic == "jobs");
  planner.note_partitions("jobs-delay-1s", 1);
  CHECK(planner.problem().empty());
  hop_of(planner.plan(waiting(now_ms + 1'000), true, now_ms));
}

TEST_CASE("a record goes round a topic that does not exist, by shorter ones and never early",
          "[delay][planner]") {
  auto planner = make_planner();
  const auto record = waiting(now_ms + 45'000, "jobs-delay-1m");
  const auto next = [&](int64_t at_ms) {
    return hop_of(planner.plan(record, true, at_ms)).record.topic;
  };
  CHECK(next(now_ms) == "jobs-delay-10s");
  planner.note_partitions("jobs-delay-10s", 0);
  CHECK(next(now_ms) == "jobs-delay-1s");
  CHECK(next(now_ms + 44'999) == "jobs-delay-1s");
  CHECK(next(now_ms + 45'000) == "jobs");
  CHECK(planner.problem().empty());
  planner.note_partitions("jobs-delay-1s", 0);
  CHECK(wait_of(planner.plan(record, true, now_ms)) == now_ms + 2'000);
  CHECK(wait_of(planner.plan(record, true, now_ms + 44'500)) == now_ms + 45'000);
  CHECK(planner.problem()
        == "the topic jobs-delay-1s does not exist; `cordon topics create` makes it");
  CHECK(next(now_ms + 45'000) == "jobs");
}

TEST_CASE("a due record waits for a jobs topic that does not exist", "[delay][planner]") {
  auto planner = make_planner();
  planner.note_partitions("jobs", 0);
  CHECK(wait_of(planner.plan(waiting(now_ms), true, now_ms)) == now_ms + 2'000);
  CHECK(planner.problem() == "the topic jobs does not exist; `cordon topics create` makes it");
}

TEST_CASE("a topic that no record needs any more is not missed", "[delay][planner]") {
  auto planner = make_planner();
  planner.note_partitions("jobs-delay-1s", 0);
  const auto record = waiting(now_ms + 1'000);
  wait_of(planner.plan(record, true, now_ms));
  CHECK_FALSE(planner.problem().empty());
  SECTION("it has become due, and went to the jobs topic") {
    const auto home = hop_of(planner.plan(record, true, now_ms + 2'000));
    CHECK(home.record.topic == "jobs");
    planner.taken(departure_of(record, home));
  }
  SECTION("it is another worker's") {
    planner.forget_records();
  }
  CHECK(planner.problem().empty());
}

TEST_CASE("a topic that may not be written is tried by one record at a time", "[delay][planner]") {
  auto planner = make_planner();
  auto record = waiting(now_ms);
  refuse(planner, record, refusal::forbidden, now_ms);
  CHECK_FALSE(planner.problem().empty());
  const auto later = wait_of(planner.plan(record, true, now_ms));
  const auto probe = hop_of(planner.plan(record, true, later));
  CHECK(probe.has_to_go_alone);
  planner.sent(departure_of(record, probe), later);
  auto other = record;
  other.at.partition = 1;
  CHECK(wait_of(planner.plan(other, true, later)) > later);
  planner.taken(departure_of(record, probe));
  CHECK(planner.problem().empty());
  CHECK_FALSE(hop_of(planner.plan(other, true, later)).has_to_go_alone);
}

TEST_CASE("a record that is refused beside others goes alone, then becomes a dead letter",
          "[delay][planner]") {
  auto planner = make_planner();
  auto record = waiting(now_ms);
  record.value = std::string(300'000, 'x');
  refuse(planner, record, refusal::too_large, now_ms, true);
  const auto alone = hop_of(planner.plan(record, true, now_ms));
  CHECK(alone.record.topic == "jobs");
  CHECK(alone.has_to_go_alone);
  refuse(planner, record, refusal::too_large, now_ms);
  const auto dead = hop_of(planner.plan(record, true, now_ms));
  CHECK(dead.record.topic == "jobs-dlt");
  CHECK(dead.record.value == record.value);
  CHECK(dead.has_to_go_alone);
  CHECK(alone.dead_because.empty());
  CHECK(departure_of(record, dead).dead_because == "jobs does not take it: no");
  CHECK(planner.problem().empty());
  SECTION("which is cut where its topic does not take it either") {
    refuse(planner, record, refusal::too_large, now_ms);
    CHECK(hop_of(planner.plan(record, true, now_ms)).record.value->size() < 200'000);
    for (int i = 0; i < 3; ++i)
      refuse(planner, record, refusal::too_large, now_ms);
    CHECK(wait_of(planner.plan(record, true, now_ms)) > now_ms);
    CHECK_FALSE(planner.problem().empty());
  }
  SECTION("and is forgotten once it is there") {
    planner.taken(departure_of(record, dead));
    CHECK(hop_of(planner.plan(record, true, now_ms)).record.topic == "jobs");
  }
}

TEST_CASE("a record that is not held whole becomes a dead letter", "[delay][planner]") {
  auto planner = make_planner();
  auto record = waiting(now_ms + 5'000);
  SECTION("its value") {
    record.cut_value = job::cut_bytes{9'000'000, "hash"};
  }
  SECTION("its headers") {
    record.headers.clear();
    record.headers_problem = "too many";
  }
  CHECK(hop_of(planner.plan(record, false, now_ms)).record.topic == "jobs-dlt");
}

TEST_CASE("a batch knows what its offsets are and where it began", "[delay][batch]") {
  auto planner = make_planner();
  hop_batch batch;
  CHECK(batch.is_empty());
  auto record = waiting(now_ms);
  for (const int64_t offset : {7, 8, 11}) {
    record.at.offset = offset;
    batch.add(record, hop_of(planner.plan(record, true, now_ms)));
  }
  CHECK(batch.offsets() == kafka::group_offsets{{{"jobs-delay-10s", 0}, {12, ""}}});
  CHECK(batch.firsts().at({"jobs-delay-10s", 0}) == 7);
  CHECK_FALSE(batch.is_full());
  CHECK(batch.take_records().size() == 3);
  CHECK(batch.departures().size() == 3);
}

TEST_CASE("a batch is full with what has to go alone, and with many or large records",
          "[delay][batch]") {
  hop_batch alone;
  alone.add(waiting(now_ms), {{}, true});
  CHECK(alone.is_full());
  hop_batch many;
  for (int i = 0; i < 500; ++i) {
    CHECK_FALSE(many.is_full());
    many.add(waiting(now_ms), {});
  }
  CHECK(many.is_full());
  hop_batch large;
  hop one;
  one.record.value = std::string(3'000'000, 'x');
  for (int i = 0; i < 3; ++i)
    large.add(waiting(now_ms), one);
  CHECK(large.is_full());
}
