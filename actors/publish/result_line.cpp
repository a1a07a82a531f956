// SPDX-License-Identifier: Apache-2.0
#include "publish/result_line.hpp"

#include "publish/artifact_keeping.hpp"

namespace cordon::publish {

std::string result_line(const job::run& run, const job::result& result, const line_form& form) {
  if (!has_large_artifacts(result, form.inline_artifacts_max))
    return job::to_json(result, *run.job);
  return job::to_json(without_large_artifacts(result, form.inline_artifacts_max, form.why_left_out),
                      *run.job);
}

} // namespace cordon::publish
