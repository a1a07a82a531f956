// SPDX-License-Identifier: Apache-2.0
#include "letter_walk.hpp"

#include "client_configuration.hpp"
#include "look_back.hpp"

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

/// A partition that is read, window by window.
struct partition_walk {
  look_back windows;
  offset_window window;
};

using walks = std::map<int32_t, partition_walk>;

expected<walks> start_walks(topic_reader& reader, const std::string& topic,
                            std::optional<uint64_t> newest) {
  const auto ranges = reader.ranges(topic);
  if (!ranges)
    return tl::unexpected(ranges.error());
  walks open;
  for (const auto& range : *ranges) {
    look_back windows({range.begin, range.end}, newest);
    const auto window = windows.next();
    if (!window)
      continue;
    if (auto started = reader.start(topic, range.partition, window->begin); !started)
      return tl::unexpected(started.error());
    open.emplace(range.partition, partition_walk{windows, *window});
  }
  return open;
}

/// The partition's window is read: on to the one before it, if there is to be one.
expected<void> end_window(topic_reader& reader, const std::string& topic, walks& open,
                          walks::iterator one) {
  const auto partition = one->first;
  reader.stop(topic, partition);
  const auto window = one->second.windows.next();
  if (!window) {
    open.erase(one);
    return {};
  }
  one->second.window = *window;
  return reader.start(topic, partition, window->begin);
}

} // namespace

expected<void> walk_letters(topic_reader& reader, const std::string& topic,
                            std::optional<uint64_t> newest, const std::function<bool()>& go_on,
                            const std::function<bool(const job::record&)>& take) {
  auto open = start_walks(reader, topic, newest);
  if (!open)
    return tl::unexpected(open.error());
  for (auto last = clock::now(); !open->empty() && go_on();) {
    const auto read = reader.next(one_wait);
    if (read.problem)
      return tl::unexpected(*read.problem);
    if (read.record || read.ended)
      last = clock::now();
    else if (clock::now() - last > server_patience)
      return no_more(topic);
    else
      continue;
    const auto one = open->find(read.ended ? *read.ended : read.record->at.partition);
    if (one == open->end())
      continue;
    const auto end = one->second.window.end;
    if (read.record && read.record->at.offset < end) {
      one->second.windows.found();
      if (!take(*read.record))
        return {};
    }
    if (read.ended || read.record->at.offset + 1 >= end)
      if (auto next = end_window(reader, topic, *open, one); !next)
        return next;
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
