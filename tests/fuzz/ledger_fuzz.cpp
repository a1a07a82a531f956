// SPDX-License-Identifier: Apache-2.0
// The metadata of a commit, which whoever may join the group can write.
#include "fuzz_input.hpp"
#include "intake/ledger_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace cordon;
  using fuzz::require;
  fuzz::input in(bytes, size);
  const auto committed = static_cast<int64_t>(in.number(8));
  const auto text = in.rest();
  const auto read = intake::decode_ledger(text, committed);
  if (!read) {
    require(read.error().code == errc::bad_input, "a text that is no ledger says so");
    return 0;
  }
  require(read->below == committed, "a ledger begins where the commit is");
  auto at = committed;
  for (const auto& run : read->beyond) {
    require(run.first > at && run.end > run.first, "runs ascend, and touch neither each other");
    at = run.end;
  }
  require(read->beyond.size() <= 4 * text.size(), "no more runs than a text has bits for");
  const auto again = intake::encode_ledger(*read);
  require(again.size() <= intake::max_ledger_text, "a ledger fits into a commit");
  const auto second = intake::decode_ledger(again, committed);
  require(second && *second == *read, "what is written reads as the same");
  return 0;
}
