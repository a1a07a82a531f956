// SPDX-License-Identifier: Apache-2.0
#include "metrics/metrics.hpp"

#include "job/utf8.hpp"
#include "metrics/bounded_family.hpp"
#include "metrics/scraped_gauges.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace cordon::metrics {

namespace {

using counters = prometheus::Family<prometheus::Counter>;
using histograms = prometheus::Family<prometheus::Histogram>;

/// Seconds: from a queue's hop to the longest program.
const prometheus::Histogram::BucketBoundaries stage_buckets = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

counters& add_counters(prometheus::Registry& to, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(to);
}

histograms& add_histograms(prometheus::Registry& to, const char* name, const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(to);
}

std::string label(std::string_view text) {
  return job::to_valid_utf8(text);
}

} // namespace

struct metrics::state {
  prometheus::Registry registry;
  bounded_family<prometheus::Counter> jobs{
      add_counters(registry, "cordon_jobs_total", "Jobs that have their result"),
      {"type", "status"}};
  bounded_family<prometheus::Histogram> stages{
      add_histograms(registry, "cordon_stage_seconds", "How long a job was in a stage"), {"stage"}};
  bounded_family<prometheus::Counter> violations{
      add_counters(registry, "cordon_violations_total", "What was found in sources and in output"),
      {"where", "kind"}};
  bounded_family<prometheus::Counter> restarts{
      add_counters(registry, "cordon_restarts_total", "Parts that died and were started again"),
      {"what"}};
  prometheus::Counter& retries = add_counters(registry, "cordon_retries_total",
                                              "Attempts that failed and are made again later")
                                     .Add({});
  prometheus::Counter& dead_letters =
      add_counters(registry, "cordon_dead_letters_total", "Records put on the dead-letter topic")
          .Add({});
  scraped_gauges gauges;
};

metrics::metrics() : state_(std::make_unique<state>()) {}
metrics::~metrics() = default;

void metrics::count_job(std::string_view type, std::string_view status) {
  state_->jobs.with({label(type), label(status)}).Increment();
}

void metrics::observe_stage(std::string_view stage, std::chrono::nanoseconds time) {
  state_->stages.with({label(stage)}, stage_buckets)
      .Observe(std::chrono::duration<double>(time).count());
}

void metrics::count_violation(std::string_view where, std::string_view kind, uint64_t count) {
  state_->violations.with({label(where), label(kind)}).Increment(static_cast<double>(count));
}

void metrics::count_restart(std::string_view what) {
  state_->restarts.with({label(what)}).Increment();
}

void metrics::count_retry() {
  state_->retries.Increment();
}

void metrics::count_dead_letter() {
  state_->dead_letters.Increment();
}

void metrics::add_gauge(const std::string& name, const std::string& help,
                        std::function<double()> value, const std::string& label_name,
                        const std::string& label_value) {
  state_->gauges.add(name, help, std::move(value), label_name, label(label_value));
}

void metrics::set_partitions(std::function<std::vector<partition_gauge>()> read) {
  state_->gauges.set_partitions(std::move(read));
}

void metrics::remove_gauges() {
  state_->gauges.clear();
}

std::string metrics::text() const {
  auto families = state_->registry.Collect();
  for (auto& gauge : state_->gauges.collect())
    families.push_back(std::move(gauge));
  return prometheus::TextSerializer().Serialize(families);
}

} // namespace cordon::metrics
