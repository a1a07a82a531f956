// SPDX-License-Identifier: Apache-2.0
#include "nearest.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace cordon::workers {

namespace {

constexpr size_t longest_compared = 64;

/// Slips (a character too many, missing or wrong, or two swapped) that lie between `a` and `b`.
size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> two_back(b.size() + 1);
  std::vector<size_t> back(b.size() + 1);
  std::vector<size_t> row(b.size() + 1);
  std::iota(back.begin(), back.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t wrong = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({row[j - 1] + 1, back[j] + 1, back[j - 1] + wrong});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], two_back[j - 2] + 1);
    }
    two_back.swap(back);
    back.swap(row);
  }
  return back[b.size()];
}

} // namespace

std::optional<std::string_view> nearest(std::string_view written,
                                        std::span<const std::string_view> known) {
  if (written.empty() || written.size() > longest_compared)
    return std::nullopt;
  std::optional<std::string_view> best;
  size_t best_distance = std::max<size_t>(1, written.size() / 3) + 1;
  for (const std::string_view name : known) {
    const size_t slips = distance(written, name);
    if (slips < best_distance) {
      best_distance = slips;
      best = name;
    }
  }
  if (best || written.size() < 3)
    return best;
  const auto longer = std::find_if(known.begin(), known.end(), [&](std::string_view name) {
    return name.starts_with(written) || name.ends_with(written);
  });
  return longer == known.end() ? std::nullopt : std::optional(*longer);
}

std::string did_you_mean(std::string_view written, std::span<const std::string_view> known) {
  const auto name = nearest(written, known);
  return name ? " (did you mean '" + std::string(*name) + "'?)" : std::string();
}

std::string listed(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names)
    text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

} // namespace cordon::workers
