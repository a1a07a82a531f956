// SPDX-License-Identifier: Apache-2.0
#include "kafka/batch_end.hpp"

#include <string>

namespace cordon::kafka {

namespace {

using outcome = reading::outcome;

/// @pre `first` lies in the broken batch that begins at `batch`, and `end` is behind it
expected<int64_t> leap(const read_at& read, int64_t batch, int64_t first, int64_t end) {
  const reading same{outcome::broken, batch};
  int64_t within = first;
  int64_t behind = end;
  int64_t step = 1;
  bool is_doubling = true;
  while (behind - within > 1) {
    const auto middle = within + (behind - within) / 2;
    const auto at = is_doubling && within + step < middle ? within + step : middle;
    const auto found = read(at);
    if (!found)
      return tl::unexpected(found.error());
    if (*found == same) {
      within = at;
      step *= 2;
    } else {
      behind = at;
      is_doubling = false;
    }
  }
  return behind;
}

/// @pre `first` lies in a silent batch
expected<int64_t> walk(const read_at& read, int64_t first, int64_t end) {
  for (int64_t at = first + 1; at < end; ++at) {
    if (at - first > max_walked)
      return fail(errc::overloaded, "a batch of over " + std::to_string(max_walked)
                                        + " records gives neither records nor an error");
    const auto found = read(at);
    if (!found)
      return tl::unexpected(found.error());
    if (found->is != outcome::silent)
      return at;
  }
  return end;
}

/// Where the partition's end can't be read, what is silent may be so for another reason than
/// itself.
expected<void> check_end(const read_at& read, int64_t end) {
  const auto found = read(end);
  if (!found)
    return tl::unexpected(found.error());
  if (found->is == outcome::silent)
    return fail(errc::peer_died, "the end of the partition can't be read", {}, true);
  return {};
}

expected<int64_t> search(const read_at& read, int64_t first, int64_t end) {
  const auto found = read(first);
  if (!found)
    return tl::unexpected(found.error());
  switch (found->is) {
  case outcome::readable:
    return first;
  case outcome::broken:
    return leap(read, found->batch, first, end);
  case outcome::silent:
    break;
  }
  if (auto readable = check_end(read, end); !readable)
    return tl::unexpected(readable.error());
  auto behind = walk(read, first, end);
  if (auto readable = check_end(read, end); !readable)
    return tl::unexpected(readable.error());
  return behind;
}

} // namespace

expected<int64_t> find_batch_end(const read_at& read, int64_t first, int64_t end) {
  if (first >= end)
    return first;
  const auto once = search(read, first, end);
  if (!once || *once == first)
    return once;
  auto again = search(read, first, end);
  if (again && *again != *once)
    return fail(errc::peer_died,
                "the batch ends now at " + std::to_string(*once) + ", now at "
                    + std::to_string(*again),
                {}, true);
  return again;
}

} // namespace cordon::kafka
