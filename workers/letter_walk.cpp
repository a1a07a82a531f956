// SPDX-License-Identifier: Apache-2.0
#include "letter_walk.hpp"

#include "client_configuration.hpp"

#include <algorithm>
#include <chrono>
#include <map>

namespace cordon::workers {

namespace {

using clock = std::chrono::steady_clock;

constexpr auto one_wait = std::chrono::milliseconds(100);

tl::unexpected<error> no_more(const std::string& topic) {
  return fail(errc::peer_died, "the broker stopped to answer", topic, true);
}

tl::unexpected<error> no_letter(const std::string& topic, letter_position at) {
  return fail(errc::not_found, "there is no dead letter at this place",
              job::to_string({topic, at.partition, at.offset}));
}

} // namespace

expected<void> walk_letters(topic_reader& reader, const std::string& topic,
                            std::optional<uint64_t> newest, const std::function<bool()>& go_on,
                            const std::function<bool(const job::record&)>& take) {
  const auto ranges = reader.ranges(topic);
  if (!ranges)
    return tl::unexpected(ranges.error());
  std::map<int32_t, int64_t> ends; // of the partitions that are not done
  for (const auto& range : *ranges) {
    const auto wanted = static_cast<int64_t>(newest.value_or(INT64_MAX));
    const auto begin = range.end - std::min(range.end - range.begin, wanted);
    if (begin == range.end)
      continue;
    if (auto started = reader.start(topic, range.partition, begin); !started)
      return started;
    ends.emplace(range.partition, range.end);
  }
  for (auto last = clock::now(); !ends.empty() && go_on();) {
    const auto read = reader.next(one_wait);
    if (read.problem)
      return tl::unexpected(*read.problem);
    if (read.ended)
      ends.erase(*read.ended);
    if (read.record) {
      const auto& at = read.record->at;
      const auto end = ends.find(at.partition);
      if (end != ends.end() && at.offset < end->second && !take(*read.record))
        return {};
      if (end != ends.end() && at.offset + 1 >= end->second)
        ends.erase(end);
    }
    if (read.record || read.ended)
      last = clock::now();
    else if (clock::now() - last > server_patience)
      return no_more(topic);
  }
  return {};
}

expected<job::record> find_letter(topic_reader& reader, const std::string& topic,
                                  letter_position at, const std::function<bool()>& go_on) {
  const auto ranges = reader.ranges(topic);
  if (!ranges)
    return tl::unexpected(ranges.error());
  const auto range = std::find_if(ranges->begin(), ranges->end(), [&](const auto& one) {
    return one.partition == at.partition && at.offset >= one.begin && at.offset < one.end;
  });
  if (range == ranges->end())
    return no_letter(topic, at);
  if (auto started = reader.start(topic, at.partition, at.offset); !started)
    return tl::unexpected(started.error());
  for (const auto start = clock::now(); go_on();) {
    auto read = reader.next(one_wait);
    if (read.problem)
      return tl::unexpected(*read.problem);
    if (read.record && read.record->at.offset == at.offset)
      return *std::move(read.record);
    // Compaction or a transaction's marker leaves an offset without a record.
    if (read.ended || (read.record && read.record->at.offset > at.offset))
      return no_letter(topic, at);
    if (clock::now() - start > server_patience)
      break;
  }
  return no_more(topic);
}

} // namespace cordon::workers
