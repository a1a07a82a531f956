// SPDX-License-Identifier: Apache-2.0
#include "supervision/delayed_calls.hpp"

#include <catch2/catch_test_macros.hpp>
#include <future>
#include <vector>

using namespace cordon;
using namespace std::chrono_literals;
using supervision::delayed_calls;

TEST_CASE("calls come after their time, in the order of asking", "[supervision][delayed_calls]") {
  io::event_loop loop;
  delayed_calls calls(loop, 20ms);
  const auto begun = std::chrono::steady_clock::now();
  std::vector<int> made; // on the loop's thread
  std::promise<void> last;
  calls.add([&] { made.push_back(1); });
  calls.add([&] {
    made.push_back(2);
    // Asked for in a call, too.
    calls.add([&] {
      made.push_back(3);
      last.set_value();
    });
  });
  REQUIRE(last.get_future().wait_for(20s) == std::future_status::ready);
  CHECK(made == std::vector{1, 2, 3});
  CHECK(std::chrono::steady_clock::now() - begun >= 40ms);
}

TEST_CASE("what is still due at the end is never called", "[supervision][delayed_calls]") {
  io::event_loop loop;
  bool was_called = false;
  {
    delayed_calls calls(loop, 1ms);
    calls.add([&] { was_called = true; });
    loop.run_and_wait([] {});
  }
  const bool at_the_end = was_called;
  loop.run_and_wait([] {});
  CHECK(was_called == at_the_end);
}
