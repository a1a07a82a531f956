// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <prometheus/family.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cordon::metrics {

/// The metrics of one name, by the values of their labels. There is a limit to how many there are:
/// what comes beyond it is counted under "other" throughout. Thread-safe.
template <class Metric>
class bounded_family {
public:
  bounded_family(prometheus::Family<Metric>& in, std::vector<std::string> label_names)
      : family_(in), label_names_(std::move(label_names)) {}

  /// `made_of` are the metric's constructor's arguments.
  template <class... MadeOf>
  Metric& with(std::vector<std::string> label_values, const MadeOf&... made_of) {
    std::lock_guard lock(mutex_);
    if (const auto found = known_.find(label_values); found != known_.end())
      return *found->second;
    if (known_.size() >= max_metrics)
      for (auto& value : label_values)
        value = "other";
    return *known_.try_emplace(label_values, &family_.Add(to_labels(label_values), made_of...))
                .first->second;
  }

private:
  /// Names of job types, statuses and kinds of violations are far fewer.
  static constexpr size_t max_metrics = 200;

  prometheus::Labels to_labels(const std::vector<std::string>& values) const {
    prometheus::Labels labels;
    for (size_t i = 0; i < values.size(); ++i)
      labels.emplace(label_names_[i], values[i]);
    return labels;
  }

  prometheus::Family<Metric>& family_;
  const std::vector<std::string> label_names_;
  std::mutex mutex_;
  std::map<std::vector<std::string>, Metric*> known_;
};

} // namespace cordon::metrics
