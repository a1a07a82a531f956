// SPDX-License-Identifier: Apache-2.0
#include "intake/posted_work.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using cordon::intake::posted_work;

TEST_CASE("posted work is done once, in the order of posting", "[intake][posted_work]") {
  posted_work posted([] {});
  std::string done;
  posted.post([&] { done += 'a'; });
  posted.post([&] { done += 'b'; });
  CHECK(done.empty());
  posted.run();
  posted.run();
  CHECK(done == "ab");
}

TEST_CASE("only the first work that waits wakes", "[intake][posted_work]") {
  int woken = 0;
  posted_work posted([&] { ++woken; });
  posted.post([] {});
  posted.post([] {});
  CHECK(woken == 1);
  posted.run();
  posted.post([] {});
  CHECK(woken == 2);
}

TEST_CASE("work that posts more leaves it for the next time", "[intake][posted_work]") {
  int woken = 0;
  int done = 0;
  posted_work posted([&] { ++woken; });
  posted.post([&] {
    ++done;
    posted.post([&] { ++done; });
  });
  posted.run();
  CHECK(done == 1);
  CHECK(woken == 2);
  posted.run();
  CHECK(done == 2);
}

TEST_CASE("after the end nothing is done, and nobody is woken", "[intake][posted_work]") {
  int woken = 0;
  bool is_done = false;
  posted_work posted([&] { ++woken; });
  posted.post([&] { is_done = true; });
  posted.end();
  posted.post([&] { is_done = true; });
  posted.run();
  CHECK_FALSE(is_done);
  CHECK(woken == 1);
}
