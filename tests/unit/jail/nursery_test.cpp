// SPDX-License-Identifier: Apache-2.0
#include "jail/nursery.hpp"

#include "audit/temporary_folder.hpp"
#include "io/on_loop.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

using namespace cordon;
using namespace cordon::jail;

namespace {

/// Zygotes that never get warm, on a loop of their own.
class hanging_zygotes {
public:
  explicit hanging_zygotes(uint32_t places)
      : supply_(loop_, [&] { return std::make_unique<zygote_supply>(places); }) {
    const auto program = folder_ / "program";
    audit::write_file(program, "#!/bin/sh\nexec sleep 60\n");
    std::filesystem::permissions(program, std::filesystem::perms(0700));
    loop_.run_and_wait([&] { nursery_ = nursery::make(loop_, program); });
  }
  ~hanging_zygotes() {
    supply_.reset();
    loop_.run_and_wait([this] {
      seen_.clear();
      nursery_.reset();
    });
  }

  /// What `use` makes of the supply's next zygote.
  void with_next(const std::function<void(zygote_supply&, zygote&)>& use) {
    supply_.with([&](zygote_supply& supply) {
      const auto next = supply.at_hand(*nursery_, {});
      REQUIRE(next);
      seen_.push_back(*next);
      use(supply, **next);
    });
  }

  const zygote* bear() {
    const zygote* of = nullptr;
    with_next([&](zygote_supply&, zygote& next) {
      REQUIRE(next.bear());
      of = &next;
    });
    return of;
  }

private:
  audit::temporary_folder folder_;
  io::event_loop loop_;
  std::shared_ptr<nursery> nursery_;
  std::vector<std::shared_ptr<zygote>> seen_; ///< so that no other has the address of one
  test::on_loop<zygote_supply> supply_;
};

} // namespace

TEST_CASE("a zygote bears as many as there are places, then comes the next", "[jail][nursery]") {
  hanging_zygotes zygotes(2);
  const auto* first = zygotes.bear();
  CHECK(zygotes.bear() == first);
  CHECK(zygotes.bear() != first);
}

TEST_CASE("who asks for a zygote without a birth uses up none", "[jail][nursery]") {
  hanging_zygotes zygotes(1);
  const zygote* asked = nullptr;
  for (int i = 0; i < 3; ++i)
    zygotes.with_next([&](zygote_supply&, zygote& next) {
      CHECK((asked == nullptr || asked == &next));
      asked = &next;
    });
  CHECK(zygotes.bear() == asked);
}

TEST_CASE("a zygote of which nobody came before its first jail ended is asked no more",
          "[jail][nursery]") {
  hanging_zygotes zygotes(8);
  const auto* hanging = zygotes.bear();
  zygotes.with_next([&](zygote_supply& supply, zygote& next) {
    CHECK(&next == hanging);
    supply.give_up_if_barren(next);
  });
  const auto* second = zygotes.bear();
  CHECK(second != hanging);
  zygotes.with_next([&](zygote_supply& supply, zygote& next) {
    supply.give_up_if_barren(*hanging); // of the one before, late
    CHECK(&next == second);
    next.note_birth();
    supply.give_up_if_barren(next);
  });
  CHECK(zygotes.bear() == second);
}
