// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "metrics/metrics.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <prometheus/metric_family.h>
#include <shared_mutex>
#include <string>
#include <vector>

namespace cordon::metrics {

/// Gauges whose values are asked for at each scrape. Thread-safe; asks without holding its mutex.
class scraped_gauges {
public:
  /// A second gauge of the same name and label replaces the first.
  void add(const std::string& name, const std::string& help, std::function<double()> value,
           const std::string& label, const std::string& label_value);
  void set_partitions(std::function<std::vector<metrics::partition_gauge>()> read);

  /// Forgets them all, and waits for a `collect` that is asking them.
  void clear();

  /// A gauge that throws when it is asked is left out.
  std::vector<prometheus::MetricFamily> collect() const;

private:
  using label = std::pair<std::string, std::string>;
  struct gauges {
    std::string help;
    std::map<label, std::function<double()>> values;
  };

  mutable std::shared_mutex asking_; // before mutex_; shared while gauges are asked
  mutable std::mutex mutex_;         // guards all below
  std::map<std::string, gauges> families_;
  std::function<std::vector<metrics::partition_gauge>()> read_partitions_;
};

} // namespace cordon::metrics
