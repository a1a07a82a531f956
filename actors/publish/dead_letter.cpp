// SPDX-License-Identifier: Apache-2.0
#include "publish/dead_letter.hpp"

#include <algorithm>
#include <utility>

namespace cordon::publish {

namespace {

/// No dead letter is cut below that.
constexpr size_t smallest_bytes = 2048;

} // namespace

dead_letter::dead_letter(job::record_ptr failed, std::string job_id, dead_letter_cause cause,
                         std::string topic, size_t max_bytes)
    : failed_(std::move(failed)), job_id_(std::move(job_id)), cause_(std::move(cause)),
      topic_(std::move(topic)), max_bytes_(max_bytes) {}

kafka::outgoing_record dead_letter::make() {
  auto record = dead_letter_record(*failed_, cause_, topic_, max_bytes_);
  made_bytes_ = size_in_topic(record);
  return record;
}

bool dead_letter::adapt(const kafka::delivery& refused) {
  if (refused.refusal != kafka::refusal::too_large || made_bytes_ <= smallest_bytes)
    return false;
  const auto smaller = std::max(smallest_bytes, made_bytes_ / 2);
  if (smaller >= max_bytes_)
    return false;
  max_bytes_ = smaller;
  return true;
}

} // namespace cordon::publish
