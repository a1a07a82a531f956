// SPDX-License-Identifier: Apache-2.0
#include "audit/audit_actor.hpp"

#include "temporary_folder.hpp"
#include "test_system.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::audit;

TEST_CASE("an audit whose file takes no more ends with the reason", "[audit][actor]") {
  const temporary_folder folder;
  const auto file = audit_file::open(folder / "audit.jsonl").value();
  test::test_system system;
  const auto keeper = system.spawn(keep_audit, audit_outputs{file.get(), {}});
  std::string why;
  caf::actor_cast<caf::actor>(keeper)->attach_functor(
      [&](const caf::error& reason) { why = system.system().render(reason); });
  const job::audit_note note{.job_id = "j-1", .run = 1, .step = "accepted", .detail = {}};
  system.send(keeper, note_atom_v, note);
  system.settle();
  CHECK(why.empty());
  REQUIRE(file->close());
  system.send(keeper, note_atom_v, note);
  system.settle();
  CHECK(why.find("audit.jsonl: the audit file is closed") != std::string::npos);
}
