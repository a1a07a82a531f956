// SPDX-License-Identifier: Apache-2.0
#include "metrics/metrics.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <future>
#include <stdexcept>
#include <thread>

using namespace std::chrono_literals;

namespace {

bool has_line(const std::string& text, const std::string& line) {
  return ('\n' + text).find('\n' + line + '\n') != std::string::npos;
}

size_t lines_with(const std::string& text, const std::string& start) {
  size_t found = 0;
  for (size_t at = 0; (at = text.find('\n' + start, at)) != std::string::npos; ++at)
    ++found;
  return found;
}

} // namespace

using cordon::metrics::metrics;

TEST_CASE("jobs, violations, restarts and dead letters are counted", "[metrics][counters]") {
  metrics all;
  all.count_job("execute", "succeeded");
  all.count_job("execute", "succeeded");
  all.count_job("validate", "rejected");
  all.count_violation("source", "forbidden_import", 3);
  all.count_restart("runner");
  all.count_dead_letter();
  const auto text = all.text();
  CHECK(has_line(text, R"(cordon_jobs_total{status="succeeded",type="execute"} 2)"));
  CHECK(has_line(text, R"(cordon_jobs_total{status="rejected",type="validate"} 1)"));
  CHECK(has_line(text, R"(cordon_violations_total{kind="forbidden_import",where="source"} 3)"));
  CHECK(has_line(text, R"(cordon_restarts_total{what="runner"} 1)"));
  CHECK(has_line(text, "cordon_dead_letters_total 1"));
  CHECK(has_line(text, "# TYPE cordon_jobs_total counter"));
}

TEST_CASE("times in a stage are a histogram in seconds", "[metrics][stages]") {
  metrics all;
  all.observe_stage("execution", 2ms);
  all.observe_stage("execution", 2s);
  const auto text = all.text();
  CHECK(has_line(text, R"(cordon_stage_seconds_count{stage="execution"} 2)"));
  CHECK(has_line(text, R"(cordon_stage_seconds_bucket{stage="execution",le="0.0025"} 1)"));
  CHECK(has_line(text, R"(cordon_stage_seconds_bucket{stage="execution",le="2.5"} 2)"));
}

TEST_CASE("a gauge is asked at each scrape", "[metrics][gauges]") {
  metrics all;
  double value = 1;
  all.add_gauge("cordon_slots", "Slots", [&] { return value; });
  CHECK(has_line(all.text(), "cordon_slots 1"));
  value = 2;
  CHECK(has_line(all.text(), "cordon_slots 2"));
}

TEST_CASE("gauges of one name differ by their label", "[metrics][gauges]") {
  metrics all;
  all.add_gauge(
      "cordon_producer_waiting", "Waiting", [] { return 1.0; }, "producer", "replies");
  all.add_gauge(
      "cordon_producer_waiting", "Waiting", [] { return 2.0; }, "producer", "events");
  const auto text = all.text();
  CHECK(has_line(text, R"(cordon_producer_waiting{producer="replies"} 1)"));
  CHECK(has_line(text, R"(cordon_producer_waiting{producer="events"} 2)"));
  CHECK(lines_with(text, "# TYPE cordon_producer_waiting") == 1);
}

TEST_CASE("a gauge that throws costs only its own line", "[metrics][gauges]") {
  metrics all;
  all.add_gauge("cordon_bad", "Bad", []() -> double { throw std::runtime_error("gone"); });
  all.add_gauge("cordon_good", "Good", [] { return 1.0; });
  CHECK(has_line(all.text(), "cordon_good 1"));
}

TEST_CASE("partitions have their gauges while they are assigned", "[metrics][gauges]") {
  metrics all;
  std::vector<metrics::partition_gauge> assigned = {{"jobs", 3, 5, 700, 11, true},
                                                    {"jobs", 4, 0, 0, -1, false}};
  all.set_partitions([&] { return assigned; });
  const auto text = all.text();
  CHECK(has_line(text, R"(cordon_buffered_records{topic="jobs",partition="3"} 5)"));
  CHECK(has_line(text, R"(cordon_buffered_bytes{topic="jobs",partition="3"} 700)"));
  CHECK(has_line(text, R"(cordon_lag_records{topic="jobs",partition="3"} 11)"));
  CHECK(has_line(text, R"(cordon_partition_paused{topic="jobs",partition="3"} 1)"));
  CHECK(lines_with(text, "cordon_lag_records{") == 1); // the other's is not known
  assigned.clear();
  CHECK(all.text().find("cordon_lag_records") == std::string::npos);
}

TEST_CASE("gauges that were removed are not asked any more, those that are asked are waited for",
          "[metrics][gauges]") {
  metrics all;
  std::promise<void> asked;
  std::promise<void> go_on;
  std::atomic<bool> answered = false;
  all.add_gauge("cordon_slots", "Slots", [&] {
    asked.set_value();
    go_on.get_future().wait();
    answered = true;
    return 1.0;
  });
  all.set_partitions([] { return std::vector<metrics::partition_gauge>{{"jobs", 3}}; });
  std::thread scrape([&] { all.text(); });
  asked.get_future().wait();
  std::thread release([&] { go_on.set_value(); });
  all.remove_gauges();
  CHECK(answered);
  release.join();
  scrape.join();
  CHECK(all.text().find("cordon_slots") == std::string::npos);
  CHECK(all.text().find("cordon_partition_paused") == std::string::npos);
}

TEST_CASE("labels that keep coming do not grow the metrics without bound", "[metrics][counters]") {
  metrics all;
  for (int i = 0; i < 1000; ++i)
    all.count_violation("output", "kind " + std::to_string(i), 1);
  const auto text = all.text();
  CHECK(lines_with(text, "cordon_violations_total{") == 201);
  CHECK(has_line(text, R"(cordon_violations_total{kind="other",where="other"} 800)"));
}

TEST_CASE("a label's value is escaped and valid UTF-8", "[metrics][counters]") {
  metrics all;
  all.count_restart("a\"b\\c\n\xFF");
  CHECK(has_line(all.text(), "cordon_restarts_total{what=\"a\\\"b\\\\c\\n\xEF\xBF\xBD\"} 1"));
}
