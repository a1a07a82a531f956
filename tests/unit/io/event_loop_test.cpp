// SPDX-License-Identifier: Apache-2.0
#include "io/event_loop.hpp"

#include "tally.hpp"

#include <catch2/catch_test_macros.hpp>
#include <numeric>
#include <thread>
#include <vector>

using namespace cordon;

TEST_CASE("a loop runs what is posted in the order of posting", "[io][event_loop]") {
  std::vector<int> expected(1000);
  std::iota(expected.begin(), expected.end(), 0);
  std::vector<int> seen;
  io::event_loop loop;
  for (const int i : expected)
    loop.post([&seen, i] { seen.push_back(i); });
  loop.run_and_wait([] {});
  CHECK(seen == expected);
}

TEST_CASE("several threads can post at once, and each one's order holds", "[io][event_loop]") {
  constexpr int each = 500;
  std::vector<std::vector<int>> seen(4);
  {
    io::event_loop loop;
    std::vector<std::thread> threads;
    for (auto& mine : seen)
      threads.emplace_back([&] {
        for (int i = 0; i < each; ++i)
          loop.post([&mine, i] { mine.push_back(i); });
      });
    for (auto& one : threads)
      one.join();
  }
  std::vector<int> expected(each);
  std::iota(expected.begin(), expected.end(), 0);
  for (const auto& mine : seen)
    CHECK(mine == expected);
}

TEST_CASE("run_and_wait works on the loop's thread and returns when it is done",
          "[io][event_loop]") {
  io::event_loop loop;
  std::thread::id first;
  std::thread::id second;
  loop.run_and_wait([&] { first = std::this_thread::get_id(); });
  loop.run_and_wait([&] { second = std::this_thread::get_id(); });
  CHECK(first == second);
  CHECK(first != std::this_thread::get_id());
  CHECK(first != std::thread::id());
}

TEST_CASE("work on the loop can post more work, which comes later", "[io][event_loop]") {
  std::vector<int> seen;
  test::tally done;
  io::event_loop loop;
  loop.post([&] {
    loop.post([&] {
      seen.push_back(2);
      done.add();
    });
    seen.push_back(1);
  });
  REQUIRE(done.reaches(1));
  CHECK(seen == std::vector{1, 2});
}

TEST_CASE("a loop runs what was posted before its destruction", "[io][event_loop]") {
  int ran = 0;
  {
    io::event_loop loop;
    for (int i = 0; i < 100; ++i)
      loop.post([&] { ++ran; });
  }
  CHECK(ran == 100);
}

TEST_CASE("a loop that was never used ends", "[io][event_loop]") {
  for (int i = 0; i < 50; ++i)
    io::event_loop loop;
  SUCCEED();
}
