// SPDX-License-Identifier: Apache-2.0
#include "job/topic_name.hpp"

#include <algorithm>

namespace cordon::job {

namespace {

// As org.apache.kafka.common.internals.Topic has it.
constexpr size_t max_topic_bytes = 249;

bool is_legal(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
         || c == '_' || c == '-';
}

} // namespace

bool is_topic_name(std::string_view text) {
  return !text.empty() && text.size() <= max_topic_bytes && text != "." && text != ".."
         && std::ranges::all_of(text, is_legal);
}

} // namespace cordon::job
