// SPDX-License-Identifier: Apache-2.0
#include "intake/admission.hpp"

#include "io/tally.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <poll.h>
#include <thread>

using cordon::intake::admission;
using cordon::test::tally;

TEST_CASE("never more are in than may be, and all get in", "[intake][admission]") {
  constexpr uint32_t most = 3;
  constexpr size_t jobs = 2'000;
  admission gate(most);
  tally entered;
  std::atomic<uint32_t> inside = 0;
  std::atomic<uint32_t> most_seen = 0;
  std::thread exit([&] {
    for (size_t i = 1; i <= jobs && entered.reaches(i); ++i) {
      --inside;
      gate.leave();
    }
  });
  for (size_t i = 0; i < jobs; ++i) {
    REQUIRE(gate.enter());
    most_seen = std::max(most_seen.load(), ++inside);
    entered.add();
  }
  exit.join();
  CHECK(most_seen <= most);
  CHECK(gate.wait_until_empty());
}

TEST_CASE("whoever waits for room gets in when one leaves", "[intake][admission]") {
  admission gate(1);
  REQUIRE(gate.enter());
  std::thread waiting([&] {
    if (gate.enter())
      gate.leave();
  });
  gate.leave();
  waiting.join();
  CHECK(gate.wait_until_empty());
}

TEST_CASE("whoever waits for room is let in once a quarter of it is free", "[intake][admission]") {
  constexpr int most = 8;
  admission gate(most);
  for (int i = 0; i < most; ++i)
    REQUIRE(gate.enter());
  std::atomic<bool> is_in = false;
  std::thread waiting([&] { is_in = gate.enter(); });
  std::this_thread::sleep_for(std::chrono::milliseconds(20)); // until it most likely waits
  gate.leave();
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK_FALSE(is_in);
  gate.leave();
  waiting.join();
  CHECK(is_in);
}

TEST_CASE("closing frees whoever waits for room, who does not get in", "[intake][admission]") {
  admission gate(1);
  REQUIRE(gate.enter());
  std::atomic<bool> got_in = true;
  std::thread waiting([&] { got_in = gate.enter(); });
  gate.close();
  waiting.join();
  CHECK_FALSE(got_in);
  gate.leave();
  CHECK_FALSE(gate.enter());
}

TEST_CASE("closing frees whoever waits for the last to leave", "[intake][admission]") {
  admission gate(2);
  REQUIRE(gate.enter());
  std::atomic<bool> was_empty = true;
  std::thread waiting([&] { was_empty = gate.wait_until_empty(); });
  gate.close();
  waiting.join();
  CHECK_FALSE(was_empty);
}

TEST_CASE("nobody inside is empty until it is closed", "[intake][admission]") {
  admission gate(1);
  CHECK(gate.wait_until_empty());
  gate.close();
  CHECK_FALSE(gate.wait_until_empty());
}

TEST_CASE("whoever waits for input can see the closing", "[intake][admission]") {
  admission gate(1);
  pollfd watched{gate.closed_fd(), POLLIN, 0};
  CHECK(poll(&watched, 1, 0) == 0);
  gate.close();
  gate.close();
  CHECK(poll(&watched, 1, 0) == 1);
}
