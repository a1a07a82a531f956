// SPDX-License-Identifier: Apache-2.0
#include "host_users.hpp"

#include "audit/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace cordon;
using namespace cordon::workers;

namespace {

constexpr uid_range ten{200, 10};

struct fixture {
  audit::temporary_folder folder;
  std::string file = folder / "made/host-users";

  /// The first user, or nothing where none are free.
  std::optional<leased_users> lease(uint32_t needed) {
    return lease_users(ten, needed, file).value();
  }
};

} // namespace

TEST_CASE("no two have the same host users", "[workers][host_users]") {
  fixture f;
  const auto a = f.lease(4);
  const auto b = f.lease(3);
  REQUIRE((a && b));
  CHECK(a->first == 200);
  CHECK(b->first == 204);
  CHECK_FALSE(f.lease(4));
  CHECK(f.lease(3)->first == 207);
}

TEST_CASE("host users that were given back are taken again", "[workers][host_users]") {
  fixture f;
  auto a = f.lease(4);
  const auto b = f.lease(4);
  a.reset();
  const auto again = f.lease(2);
  CHECK(again->first == 200);
  CHECK(f.lease(2)->first == 202);
  CHECK_FALSE(f.lease(3));
}

TEST_CASE("host users of a killed process are free", "[workers][host_users]") {
  fixture f;
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    const auto own = lease_users(ten, 10, f.file);
    const char has = own && *own ? 'y' : 'n';
    [[maybe_unused]] const auto written = write(ends[1], &has, 1);
    for (;;)
      pause();
  }
  char has = 0;
  REQUIRE(read(ends[0], &has, 1) == 1);
  CHECK(has == 'y');
  CHECK_FALSE(f.lease(1));
  kill(child, SIGKILL);
  REQUIRE(waitpid(child, nullptr, 0) == child);
  CHECK(f.lease(10)->first == 200);
  close(ends[0]);
  close(ends[1]);
}

TEST_CASE("more users than there are get the first place where it is free",
          "[workers][host_users]") {
  fixture f;
  const auto a = f.lease(12);
  REQUIRE(a);
  CHECK(a->first == 200);
  CHECK_FALSE(f.lease(12));
}

TEST_CASE("where no file can be made, that is an error", "[workers][host_users]") {
  const audit::temporary_folder folder;
  audit::write_file(folder / "file", "");
  CHECK_FALSE(lease_users(ten, 1, folder / "file/users"));
}
