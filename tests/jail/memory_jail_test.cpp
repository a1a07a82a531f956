// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"
#include "processes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>
#include <unistd.h>
#include <vector>

namespace cordon::test {

namespace {

/// Of all processes of the shared pipeline's slots, those that begin so.
std::vector<long> kb_of_each(std::string_view kind) {
  std::vector<long> found;
  for (const pid_t one :
       processes_of_users(users().of_pipelines, users().of_cordon - users().of_pipelines)) {
    std::ifstream memory("/proc/" + std::to_string(one) + "/smaps_rollup");
    long sum = 0;
    for (std::string line; std::getline(memory, line);)
      if (line.starts_with(kind))
        sum += std::stol(line.substr(line.find(':') + 1));
    found.push_back(sum);
  }
  return found;
}

long huge_kb(std::string_view kind) {
  const auto each = kb_of_each(kind);
  return std::accumulate(each.begin(), each.end(), 0L);
}

} // namespace

// A list that forbids the call, or a link without alignment, would only make every job slower.
TEST_CASE("a warm interpreter's objects and code lie in huge pages", "[cost]") {
  if (geteuid() != 0 || !std::filesystem::exists("/sys/kernel/mm/transparent_hugepage"))
    SKIP("needs root, to look at the slots' processes, and a kernel with huge pages");
  CHECK(run_open("1")["status"] == "succeeded");
  CHECK(huge_kb("AnonHugePages") > 0);
#ifdef CORDON_STATIC_PYTHON // else its code is the system's library's
  CHECK(huge_kb("ShmemPmdMapped") + huge_kb("FilePmdMapped") > 0);
#endif
}

TEST_CASE("warm runners share the interpreter that they were forked with", "[cost]") {
  if (geteuid() != 0)
    SKIP("needs root, to look at the slots' processes");
  for (const char* profile : {"default", "data"}) {
    const auto ran = shared_pipeline().run({{"profile", profile}, {"code", "print(1)"}});
    CHECK(ran["status"] == "succeeded");
  }
  constexpr long most_kb = 4 << 10; // a warm interpreter alone takes three times that
  for (const long own : kb_of_each("Private_Dirty"))
    CHECK(own < most_kb);
}

} // namespace cordon::test
