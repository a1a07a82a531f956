// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"
#include "processes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace cordon::test {

namespace {

/// Of all processes of the shared pipeline's slots.
long huge_kb(std::string_view kind) {
  long sum = 0;
  for (const pid_t one :
       processes_of_users(users().of_pipelines, users().of_cordon - users().of_pipelines)) {
    std::ifstream memory("/proc/" + std::to_string(one) + "/smaps_rollup");
    for (std::string line; std::getline(memory, line);)
      if (line.starts_with(kind))
        sum += std::stol(line.substr(line.find(':') + 1));
  }
  return sum;
}

} // namespace

// A list that forbids the call, or a link without alignment, would only make every job slower.
TEST_CASE("a warm interpreter's objects and code lie in huge pages", "[cost]") {
  if (geteuid() != 0 || !std::filesystem::exists("/sys/kernel/mm/transparent_hugepage"))
    SKIP("needs root, to look at the slots' processes, and a kernel with huge pages");
  CHECK(run_open("1")["status"] == "succeeded");
  CHECK(huge_kb("AnonHugePages") > 0);
  CHECK(huge_kb("ShmemPmdMapped") + huge_kb("FilePmdMapped") > 0);
}

} // namespace cordon::test
