// SPDX-License-Identifier: Apache-2.0
#include "validation/analyser_pool.hpp"

#include "io/on_loop.hpp"
#include "io/tally.hpp"
#include "jail/fake_runner.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using validation::analyser_pool;

TEST_CASE("an analyser that is ready more than once does not keep its source",
          "[validation][analyser_pool]") {
  io::event_loop loop;
  const test::fake_runner program("ready-again-and-again");
  test::tally answers;
  expected<std::vector<job::validation_violation>> got; // written on the loop before it counts
  test::on_loop<analyser_pool> pool(loop, [&] {
    return std::make_unique<analyser_pool>(
        loop, validation::analyser_settings{.runner_program = program.path()},
        job::builtin_profiles());
  });
  pool.with([&](analyser_pool& p) {
    p.analyse(1, std::make_shared<const job::job>(), [&](auto result) {
      got = std::move(result);
      answers.add();
    });
  });
  REQUIRE(answers.reaches(1));
  REQUIRE_FALSE(got);
  CHECK(got.error().code == errc::protocol);
}
