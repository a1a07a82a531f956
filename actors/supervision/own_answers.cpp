// SPDX-License-Identifier: Apache-2.0
#include "supervision/own_answers.hpp"

namespace cordon::supervision {

job::result make_rejection(const job::rejection& rejected) {
  auto result =
      job::make_failure(job::status::rejected, job::error_type::ValidationError, rejected.message);
  if (!rejected.field.empty())
    result.details["field"] = rejected.field;
  if (rejected.malformed)
    result.dead_letter_reason = rejected.message;
  return result;
}

job::result make_crash_failure(uint32_t crashes, const std::string& why) {
  auto result = job::make_failure(job::status::failed, job::error_type::SandboxError,
                                  "What ran the job died under it " + std::to_string(crashes)
                                      + " times; the last time: " + why);
  result.dead_letter_reason = result.error_message;
  return result;
}

job::result make_cancelled() {
  return job::make_failure(job::status::cancelled, job::error_type::CancelledError,
                           "The job was cancelled");
}

job::result_ptr make_cancelled_while_run(job::result_ptr ended) {
  if (ended->status == job::status::cancelled)
    return ended;
  auto answer = make_cancelled();
  answer.stdout_text = std::move(ended->stdout_text);
  answer.stderr_text = std::move(ended->stderr_text);
  answer.artifacts = std::move(ended->artifacts);
  answer.was_output_truncated = ended->was_output_truncated;
  answer.exit_code = ended->exit_code;
  answer.execution_time_seconds = ended->execution_time_seconds;
  answer.memory_used_mb = ended->memory_used_mb;
  answer.sandbox = std::move(ended->sandbox);
  for (const char* name : {"output", "artifacts"})
    if (const auto detail = ended->details.extract(name))
      answer.details[name] = detail.mapped();
  return std::make_shared<job::result>(std::move(answer));
}

} // namespace cordon::supervision
