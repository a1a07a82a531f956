// SPDX-License-Identifier: Apache-2.0
#include "execution/native_runner.hpp"

#include "io/on_loop.hpp"
#include "io/tally.hpp"
#include "jail/fake_runner.hpp"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <vector>

using namespace cordon;
using execution::native_runner;
using execution::outcome;

namespace {

constexpr auto little = std::chrono::milliseconds(100);

/// A runner whose jail does not do as it should, and what its jobs were answered.
struct tricked {
  io::event_loop loop;
  test::fake_runner program;
  execution::runner_patience patience;
  test::tally answers;
  std::vector<expected<outcome>> got; ///< written on the loop before `answers` counts
  test::on_loop<native_runner> runner;

  explicit tricked(const char* trick, execution::runner_patience with = {})
      : program(trick), patience(with), runner(loop, [this] { return make(); }) {}

  std::unique_ptr<native_runner> make() {
    const jail::setup setup;
    auto zygote = jail::zygote::start(loop, program.path(), setup);
    REQUIRE(zygote);
    auto made = std::make_unique<native_runner>(loop, [](const native_runner&) {});
    REQUIRE(made->start({.zygote = std::move(*zygote),
                         .setup = setup,
                         .cgroup_files = {},
                         .required_layers = {},
                         .patience = patience}));
    return made;
  }

  void run(native_runner& on, uint64_t number) {
    on.run(number, std::make_shared<const job::job>(), [this](expected<outcome> result) {
      got.push_back(std::move(result));
      answers.add();
    });
  }
};

} // namespace

TEST_CASE("a job that is cancelled before its runner is warm leaves the next one its patience",
          "[execution][native_runner]") {
  tricked t("never-warm", {.warm_up = little, .last_call = little});
  t.runner.with([&](native_runner& runner) {
    t.run(runner, 1);
    runner.cancel();
    t.run(runner, 2);
  });
  REQUIRE(t.answers.reaches(2));
  REQUIRE(t.got[0]);
  CHECK(t.got[0]->ending == jail::ending::cancelled);
  CHECK_FALSE(t.got[0]->has_run);
  REQUIRE_FALSE(t.got[1]);
  CHECK(t.got[1].error().code == errc::peer_died);
}

TEST_CASE("who cancels a job again and again does not put off its end",
          "[execution][native_runner]") {
  tricked t("reports-but-once", {.report = little, .last_call = little});
  t.runner.with([&](native_runner& runner) { t.run(runner, 1); });
  REQUIRE(t.answers.reaches(1)); // it is warm
  t.runner.with([&](native_runner& runner) { t.run(runner, 2); });
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (t.answers.count() == 1 && std::chrono::steady_clock::now() < give_up)
    t.runner.with([](native_runner& runner) { runner.cancel(); });
  REQUIRE(t.answers.count() == 2);
  REQUIRE(t.got[1]);
  CHECK(t.got[1]->ending == jail::ending::cancelled);
  CHECK(t.got[1]->has_run);
}

TEST_CASE("artifacts that a report claims and does not bring are missed in the result",
          "[execution][native_runner]") {
  tricked t("claims-artifacts");
  t.runner.with([&](native_runner& runner) { t.run(runner, 1); });
  REQUIRE(t.answers.reaches(1));
  REQUIRE(t.got[0]);
  CHECK(t.got[0]->has_run);
  CHECK(t.got[0]->artifacts.empty());
  CHECK(t.got[0]->artifacts_problem == "the runner's report came without them");
}
