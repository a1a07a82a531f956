// SPDX-License-Identifier: Apache-2.0
// The bytes of a job, and of a record on the control topic.
#include "fuzz_input.hpp"
#include "intake/control_record.hpp"
#include "job/job_parser.hpp"
#include "job/result.hpp"
#include "job/utf8.hpp"

#include <nlohmann/json.hpp>

namespace {

using namespace cordon;
using fuzz::require;

bool is_within(const job::limits& asked, const job::limits& ceiling) {
  return asked.timeout <= ceiling.timeout && asked.max_memory_bytes <= ceiling.max_memory_bytes
         && asked.max_output_bytes <= ceiling.max_output_bytes
         && asked.max_processes <= ceiling.max_processes
         && asked.max_file_bytes <= ceiling.max_file_bytes;
}

void check_answer(const job::job& to, const char* property) {
  const auto text = job::to_json(
      job::make_failure(job::status::rejected, job::error_type::ValidationError, "x"), to);
  require(nlohmann::json::accept(text), property);
}

void check_job(std::string_view bytes) {
  static const auto profiles = job::builtin_profiles();
  const auto parsed = job::parse_job(bytes, profiles, "topic-0-7");
  if (!parsed) {
    require(!parsed.error().message.empty(), "a refusal says why");
    require(!job::invalid_utf8_at(parsed.error().message), "a refusal is UTF-8");
    return check_answer(parsed.error().header, "the answer to what is no job is JSON");
  }
  const auto& job = **parsed;
  require(nlohmann::json::accept(bytes), "what is read as a job is JSON");
  require(!job.id.empty() && job.id.size() <= 256, "a job has an id");
  require(is_within(job.limits, profiles.at(job.profile)->ceiling),
          "a job keeps to its profile's ceiling");
  for (const auto& file : job.files)
    require(!file.path.empty() && file.path.front() != '/'
                && ("/" + file.path + "/").find("/../") == std::string::npos,
            "a job's files are relative paths");
  for (const auto* text : {&job.user_id_json, &job.metadata_json, &job.context_json})
    require(nlohmann::json::accept(*text), "what is kept as JSON is JSON");
  check_answer(job, "the answer to a job is JSON");
}

void check_control_record(std::string_view bytes) {
  const auto read = intake::parse_control_record(bytes);
  if (!read)
    return;
  const auto again = intake::parse_control_record(intake::to_json(*read));
  require(again && again->id == read->id && again->user_id_json == read->user_id_json,
          "a control record that is written reads as the same");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  check_job(text);
  check_control_record(text);
  return 0;
}
