// SPDX-License-Identifier: Apache-2.0
#include "session/take_up_answer.hpp"

#include "session/redis_reply.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace cordon::session {

namespace {

uint32_t as_count(std::optional<int64_t> number) {
  return static_cast<uint32_t>(std::clamp<int64_t>(number.value_or(0), 0, UINT32_MAX));
}

job::claim read_claim(const redisReply* answer) {
  const auto text = text_of(answer);
  if (text == "running")
    return job::claim::running_elsewhere;
  return text == "conflict" ? job::claim::conflict : job::claim::ours;
}

} // namespace

job::earlier_runs read_earlier(const redisReply* answer) {
  job::earlier_runs found;
  found.starts = as_count(integer_of(element_of(answer, 0)));
  if (const auto result = text_of(element_of(answer, 1)))
    found.result = *result;
  found.counted = integer_of(element_of(answer, 2)) == 1;
  found.claim = read_claim(element_of(answer, 3));
  return found;
}

bool answers_take_up(const redisReply* answer) {
  return integer_of(element_of(answer, 0)) && element_of(answer, 3);
}

} // namespace cordon::session
