// SPDX-License-Identifier: Apache-2.0
#include "supervision/passages.hpp"

#include "job/user_text.hpp"

#include <algorithm>

namespace cordon::supervision {

std::string_view to_string(stage stage) {
  switch (stage) {
  case stage::validation:
    return "validation";
  case stage::execution:
    return "execution";
  case stage::redaction:
    return "redaction";
  case stage::publish:
    break;
  }
  return "publish";
}

passages::passage& passages::take_in(job::job_ptr job, int64_t taken_up_us,
                                     std::chrono::steady_clock::time_point taken_up) {
  const auto number = ++last_number_;
  auto& taken = by_number_[number];
  taken.run = {number, taken_up_us, taken_up, std::move(job), nullptr};
  taken.stage = first_stage(*taken.run.job);
  return taken;
}

passages::passage* passages::find(uint64_t number) {
  const auto found = by_number_.find(number);
  return found == by_number_.end() ? nullptr : &found->second;
}

passages::passage* passages::at(uint64_t number, supervision::stage stage) {
  auto* found = find(number);
  return found && found->stage == stage ? found : nullptr;
}

stage passages::first_stage(const job::job& job) {
  if (job.type == job::job_type::redact)
    return stage::redaction;
  const bool is_checked = job.type == job::job_type::validate || job.enable_syntax_validation
                          || job.enable_ast_validation;
  return is_checked ? stage::validation : stage::execution;
}

passages::passage* passages::crash(uint64_t number) {
  auto node = by_number_.extract(number);
  if (node.empty())
    return nullptr;
  auto& crashed = node.mapped();
  ++crashed.crashes;
  node.key() = crashed.run.number = ++last_number_;
  return &by_number_.insert(std::move(node)).position->second;
}

template <class Matches>
std::vector<uint64_t> passages::numbers_of(Matches matches) const {
  std::vector<uint64_t> numbers;
  for (const auto& [number, one] : by_number_)
    if (matches(one))
      numbers.push_back(number);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::vector<uint64_t> passages::held_by(supervision::stage stage) const {
  return numbers_of([stage](const passage& one) { return one.stage == stage; });
}

std::vector<uint64_t> passages::named(std::string_view user_text, std::string_view id,
                                      int64_t until_ms) const {
  return numbers_of([&](const passage& one) {
    const auto& request = one.run.request;
    return one.run.job->id == id && (!request || request->first.timestamp_ms <= until_ms)
           && job::user_text(one.run.job->user_id_json) == user_text;
  });
}

std::vector<uint64_t> passages::of_partition(std::string_view topic, int32_t partition) const {
  return numbers_of([&](const passage& one) {
    const auto& request = one.run.request;
    return request && request->record->at.partition == partition
           && request->record->at.topic == topic;
  });
}

} // namespace cordon::supervision
