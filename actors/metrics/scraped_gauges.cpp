// SPDX-License-Identifier: Apache-2.0
#include "metrics/scraped_gauges.hpp"

#include "job/log.hpp"

#include <cmath>
#include <exception>
#include <limits>
#include <optional>

namespace cordon::metrics {

namespace {

/// What `ask` answers; none where it throws, since a scrape must not end the worker.
template <class Ask>
auto asked(const Ask& ask, const std::string& name) -> std::optional<decltype(ask())> {
  try {
    return ask();
  } catch (const std::exception& thrown) {
    job::log_event(job::log_level::error, "gauge_threw", {{"name", name}, {"why", thrown.what()}});
    return std::nullopt;
  }
}

prometheus::MetricFamily gauge_family(const std::string& name, const std::string& help) {
  prometheus::MetricFamily made;
  made.name = name;
  made.help = help;
  made.type = prometheus::MetricType::Gauge;
  return made;
}

void add_value(prometheus::MetricFamily& to,
               const std::vector<std::pair<std::string, std::string>>& labels, double value) {
  prometheus::ClientMetric metric;
  for (const auto& [name, text] : labels) {
    prometheus::ClientMetric::Label label;
    label.name = name;
    label.value = text;
    metric.label.push_back(std::move(label));
  }
  metric.gauge.value = value;
  to.metric.push_back(std::move(metric));
}

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// One gauge of a partition: its name, what it is, and where its value lies.
struct partition_column {
  const char* name;
  const char* help;
  double (*value)(const metrics::partition_gauge&);
};

constexpr partition_column partition_columns[] = {
    {"cordon_buffered_records", "Records read and not yet at work",
     [](const metrics::partition_gauge& of) { return static_cast<double>(of.buffered_records); }},
    {"cordon_buffered_bytes", "Bytes of the records read and not yet at work",
     [](const metrics::partition_gauge& of) { return static_cast<double>(of.buffered_bytes); }},
    {"cordon_lag_records", "Records from the lowest unfinished one to the partition's end",
     [](const metrics::partition_gauge& of) {
       return of.lag < 0 ? unknown : static_cast<double>(of.lag);
     }},
    {"cordon_partition_paused", "1 while nothing more is read of the partition",
     [](const metrics::partition_gauge& of) { return of.paused ? 1.0 : 0.0; }},
};

void collect_partitions(const std::vector<metrics::partition_gauge>& all,
                        std::vector<prometheus::MetricFamily>& into) {
  for (const auto& column : partition_columns) {
    auto family = gauge_family(column.name, column.help);
    for (const auto& each : all)
      if (const auto value = column.value(each); !std::isnan(value))
        add_value(family, {{"topic", each.topic}, {"partition", std::to_string(each.partition)}},
                  value);
    if (!family.metric.empty())
      into.push_back(std::move(family));
  }
}

} // namespace

void scraped_gauges::add(const std::string& name, const std::string& help,
                         std::function<double()> value, const std::string& label_name,
                         const std::string& label_value) {
  std::lock_guard lock(mutex_);
  auto& its = families_[name];
  its.help = help;
  its.values.insert_or_assign({label_name, label_value}, std::move(value));
}

void scraped_gauges::set_partitions(std::function<std::vector<metrics::partition_gauge>()> read) {
  std::lock_guard lock(mutex_);
  read_partitions_ = std::move(read);
}

void scraped_gauges::clear() {
  std::lock_guard nobody_asks(asking_);
  std::lock_guard lock(mutex_);
  families_.clear();
  read_partitions_ = nullptr;
}

std::vector<prometheus::MetricFamily> scraped_gauges::collect() const {
  std::shared_lock asking(asking_);
  std::unique_lock lock(mutex_);
  const auto families = families_;
  const auto read_partitions = read_partitions_;
  lock.unlock();

  std::vector<prometheus::MetricFamily> all;
  for (const auto& [name, its] : families) {
    auto family = gauge_family(name, its.help);
    for (const auto& [its_label, value] : its.values)
      if (const auto now = asked(value, name))
        add_value(family,
                  its_label.first.empty()
                      ? std::vector<std::pair<std::string, std::string>>{}
                      : std::vector<std::pair<std::string, std::string>>{its_label},
                  *now);
    all.push_back(std::move(family));
  }
  if (read_partitions)
    if (const auto partitions = asked(read_partitions, "partitions"))
      collect_partitions(*partitions, all);
  return all;
}

} // namespace cordon::metrics
