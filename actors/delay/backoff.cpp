// SPDX-License-Identifier: Apache-2.0
#include "delay/backoff.hpp"

#include <algorithm>
#include <random>

namespace cordon::delay {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds first = 1s;
constexpr std::chrono::milliseconds longest = 600s;
/// With so many doublings the longest is passed by far.
constexpr uint32_t most_doublings = 16;

} // namespace

std::chrono::milliseconds backoff::after(uint32_t attempts) const {
  const auto doubled = first * (1U << std::min(attempts - 1, most_doublings));
  const std::chrono::duration<double, std::milli> base = std::min(doubled, longest);
  return std::chrono::duration_cast<std::chrono::milliseconds>(base * (0.5 + random_()));
}

std::function<double()> even_random() {
  return [source = std::minstd_rand(std::random_device{}()),
          even = std::uniform_real_distribution<double>()]() mutable { return even(source); };
}

} // namespace cordon::delay
