// SPDX-License-Identifier: Apache-2.0
#include "low_watermark_watch.hpp"

#include <catch2/catch_test_macros.hpp>

using cordon::workers::lost_range;
using cordon::workers::low_watermark_watch;

namespace {

/// A broker whose low watermarks the test sets.
struct fake_broker {
  std::map<cordon::job::partition, int64_t> lows;

  low_watermark_watch watch() {
    return low_watermark_watch([this](const cordon::job::partition& id) -> std::optional<int64_t> {
      const auto found = lows.find(id);
      return found == lows.end() ? std::nullopt : std::optional(found->second);
    });
  }
};

const cordon::job::partition first{"jobs", 0};
const cordon::job::partition second{"jobs", 1};

low_watermark_watch::view unfinished(const cordon::job::partition& id, int64_t next) {
  return {.id = id, .next_offset = next};
}

} // namespace

TEST_CASE("nothing is lost while the low watermark passes only what was done",
          "[workers][low_watermark]") {
  fake_broker broker{{{first, 0}}};
  auto watch = broker.watch();
  CHECK(watch.look({unfinished(first, 100)}).empty());
  broker.lows[first] = 100;
  CHECK(watch.look({unfinished(first, 150)}).empty());
}

TEST_CASE("a low watermark beyond an unfinished offset is a loss, told once",
          "[workers][low_watermark]") {
  fake_broker broker{{{first, 0}, {second, 0}}};
  auto watch = broker.watch();
  CHECK(watch.look({unfinished(first, 10), unfinished(second, 10)}).empty());
  broker.lows[first] = 30;
  CHECK(watch.look({unfinished(first, 12), unfinished(second, 12)})
        == std::vector{lost_range{"jobs", 0, 10, 30}});
  CHECK(watch.look({unfinished(first, 14), unfinished(second, 14)}).empty());
  broker.lows[first] = 40;
  CHECK(watch.look({unfinished(first, 16), unfinished(second, 16)})
        == std::vector{lost_range{"jobs", 0, 30, 40}});
}

TEST_CASE("a reader that was carried over the gap does not hide the loss",
          "[workers][low_watermark]") {
  fake_broker broker{{{first, 0}}};
  auto watch = broker.watch();
  CHECK(watch.look({unfinished(first, 10)}).empty());
  broker.lows[first] = 500;
  CHECK(watch.look({unfinished(first, 600)}) == std::vector{lost_range{"jobs", 0, 10, 500}});
}

TEST_CASE("what was dropped before the first record was read is a loss",
          "[workers][low_watermark]") {
  fake_broker broker{{{first, 7}}};
  CHECK(broker.watch().look({unfinished(first, -1)}) == std::vector{lost_range{"jobs", 0, 0, 7}});
}

TEST_CASE("a broker that does not tell its low watermark is no loss", "[workers][low_watermark]") {
  fake_broker broker;
  auto watch = broker.watch();
  CHECK(watch.look({unfinished(first, 10)}).empty());
  broker.lows[first] = 5;
  CHECK(watch.look({unfinished(first, 11)}).empty());
}
