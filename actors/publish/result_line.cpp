// SPDX-License-Identifier: Apache-2.0
#include "publish/result_line.hpp"

#include "publish/artifact_keeping.hpp"

namespace cordon::publish {

std::string result_line(const job::run& run, const job::result& result) {
  if (!has_large_artifacts(result, default_inline_artifacts_max))
    return job::to_json(result, *run.job);
  std::string line;
  keep_large_artifacts(run, result, default_inline_artifacts_max, nullptr,
                       [&](const auto& smaller) { line = job::to_json(*smaller, *run.job); });
  return line;
}

} // namespace cordon::publish
