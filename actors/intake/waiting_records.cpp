// SPDX-License-Identifier: Apache-2.0
#include "intake/waiting_records.hpp"

#include <algorithm>

namespace cordon::intake {

namespace {

size_t size_of(const std::optional<std::string>& bytes) {
  return bytes ? bytes->size() : 0;
}

} // namespace

// A hundred thousand empty headers are no small record.
size_t bytes_of(const job::record& record) {
  size_t size = sizeof(record) + size_of(record.key) + size_of(record.value);
  for (const auto& header : record.headers)
    size += sizeof(header) + header.name.size() + size_of(header.value);
  return size;
}

std::optional<std::string_view> waiting_records::lane_name(const job::record& record) const {
  switch (order_) {
  case ordering::key:
    return record.key;
  case ordering::partition:
    return "";
  case ordering::unordered:
    break;
  }
  return std::nullopt;
}

waiting_records::lane_map::iterator waiting_records::lane_of(const job::record& record) {
  const auto name = lane_name(record);
  return name ? lanes_.find(*name) : lanes_.end();
}

void waiting_records::add(job::record_ptr record) {
  ++records_;
  const auto bytes = bytes_of(*record);
  bytes_ += bytes;
  const auto name = lane_name(*record);
  waiting last{arrivals_++, std::move(record), bytes};
  if (name) {
    if (const auto found = lanes_.find(*name); found != lanes_.end()) {
      found->second.behind.push_back(std::move(last));
      return;
    }
    lanes_.emplace(*name, lane{});
  }
  startable_.push(std::move(last));
}

job::record_ptr waiting_records::next() {
  if (startable_.empty())
    return nullptr;
  auto first = startable_.top().record;
  bytes_ -= first_bytes();
  startable_.pop();
  --records_;
  if (const auto found = lane_of(*first); found != lanes_.end())
    found->second.is_under_way = true;
  return first;
}

void waiting_records::finished(const job::record& record) {
  const auto found = lane_of(record);
  if (found == lanes_.end() || !found->second.is_under_way)
    return;
  auto& [is_under_way, behind] = found->second;
  if (behind.empty()) {
    lanes_.erase(found);
    return;
  }
  is_under_way = false;
  startable_.push(std::move(behind.front()));
  behind.pop_front();
}

void waiting_records::drop(const waiting& one, std::vector<int64_t>& offsets) {
  offsets.push_back(one.record->at.offset);
  bytes_ -= one.bytes;
  --records_;
}

std::vector<int64_t> waiting_records::clear() {
  std::vector<int64_t> offsets;
  offsets.reserve(records_);
  for (; !startable_.empty(); startable_.pop())
    drop(startable_.top(), offsets);
  for (auto at = lanes_.begin(); at != lanes_.end();) {
    for (const auto& one : at->second.behind)
      drop(one, offsets);
    at->second.behind.clear();
    at = at->second.is_under_way ? std::next(at) : lanes_.erase(at);
  }
  std::ranges::sort(offsets);
  return offsets;
}

} // namespace cordon::intake
