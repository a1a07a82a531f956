// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace cordon::job {

/// What one program may use. Every value is a hard limit, never a hint.
struct limits {
  std::chrono::milliseconds timeout{10'000}; ///< wall time of the program, queueing excluded
  uint64_t max_memory_bytes = 256ull << 20;  ///< all memory of the program's process tree
  uint64_t max_output_bytes = 100'000;       ///< of stdout and of stderr, each
  uint32_t max_processes = 1;                ///< processes and threads, those of the program alone
  uint64_t max_file_bytes = 16ull << 20;     ///< all files in the work folder and /tmp

  bool operator==(const limits&) const = default;
};

} // namespace cordon::job
