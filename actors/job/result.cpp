// SPDX-License-Identifier: Apache-2.0
#include "job/result.hpp"

#include "job/base64.hpp"
#include "job/json_check.hpp"
#include "job/json_write.hpp"
#include "job/utf8.hpp"

namespace cordon::job {

namespace {

/// The contract's 100 levels, with room for a backend that counts them otherwise.
constexpr size_t max_return_value_depth = 110;

/// The return value was written inside the program's own process, so it may be anything.
bool is_json(std::string_view text) {
  return !invalid_utf8_at(text) && !find_json_fault(text, max_return_value_depth);
}

bool has_content(const artifact& file) {
  return !file.ref && (file.size == 0 || !file.content.empty());
}

void append_artifact(std::string& out, const artifact& file) {
  object_writer object(out);
  object.text("name", file.name);
  object.text("media_type", file.media_type);
  object.integer("size", static_cast<int64_t>(has_content(file) ? file.content.size() : file.size));
  if (file.ref)
    object.text("ref", *file.ref);
  if (!has_content(file))
    return;
  auto& value = object.value_of("data_base64");
  value.push_back('"');
  append_base64(value, file.content);
  value.push_back('"');
}

void append_validation_violation(std::string& out, const validation_violation& violation) {
  object_writer object(out);
  object.text("violation_type", violation.violation_type);
  object.text("severity", to_string(violation.severity));
  object.text("message", violation.message);
  object.integer("line_number", violation.line_number);
  object.integer("column", violation.column);
}

void append_output_violation(std::string& out, const output_violation& violation) {
  object_writer object(out);
  object.text("violation_type", violation.violation_type);
  object.text("severity", to_string(violation.severity));
  object.integer("count", violation.count);
}

void append_sandbox(std::string& out, const sandbox_metadata& sandbox) {
  object_writer object(out);
  object.text("sandbox_type", sandbox.sandbox_type);
  object.array("layers", sandbox.layers, append_json_string);
}

void append_details(std::string& out, const std::map<std::string, std::string>& details,
                    bool has_return_value) {
  out.push_back('{');
  const char* separator = "";
  const auto append = [&](std::string_view name, std::string_view value) {
    out.append(separator);
    separator = ",";
    append_json_string(out, name);
    out.push_back(':');
    append_json_string(out, value);
  };
  for (const auto& [name, value] : details)
    append(name, value);
  if (!has_return_value && !details.contains("return_value"))
    append("return_value", "left out: what the program handed over is not JSON");
  out.push_back('}');
}

void write_outcome(object_writer& object, const result& from, bool has_return_value) {
  object.text("status", to_string(from.status));
  object.boolean("success", from.status == status::succeeded);
  object.text("stdout", from.stdout_text);
  object.text("stderr", from.stderr_text);
  if (from.text)
    object.text("text", *from.text);
  object.json("return_value", has_return_value ? from.return_value_json : "null");
  object.text("return_value_kind", from.return_value_is_repr ? "repr" : "json");
  object.array("artifacts", from.artifacts, append_artifact);
}

void write_error(object_writer& object, const result& from, bool has_return_value) {
  if (from.error_type == error_type::none) {
    object.null("error_type");
    object.null("error_message");
  } else {
    object.text("error_type", to_string(from.error_type));
    object.text("error_message", from.error_message);
  }
  append_details(object.value_of("details"), from.details, has_return_value);
  object.boolean("can_retry", from.can_retry);
  object.array("validation_violations", from.validation_violations, append_validation_violation);
  object.array("output_violations", from.output_violations, append_output_violation);
  object.boolean("was_output_redacted", from.was_output_redacted);
  object.boolean("was_output_truncated", from.was_output_truncated);
}

void write_run(object_writer& object, const result& from) {
  if (from.exit_code)
    object.integer("exit_code", *from.exit_code);
  else
    object.null("exit_code");
  object.number("execution_time_seconds", from.execution_time_seconds);
  object.number("total_time_seconds", from.total_time_seconds);
  object.number("memory_used_mb", from.memory_used_mb);
  append_sandbox(object.value_of("sandbox_metadata"), from.sandbox);
  object.integer("attempt", from.attempt);
}

/// What most results fit into at once.
size_t expected_size(const result& from) {
  size_t size =
      1024 + from.stdout_text.size() + from.stderr_text.size() + from.return_value_json.size();
  size += from.text ? from.text->size() : 0;
  for (const auto& file : from.artifacts)
    size += 128 + file.content.size() / 3 * 4;
  return size;
}

} // namespace

std::string_view to_string(status value) {
  switch (value) {
  case status::succeeded:
    return "succeeded";
  case status::failed:
    return "failed";
  case status::rejected:
    return "rejected";
  case status::timed_out:
    return "timed_out";
  case status::cancelled:
    return "cancelled";
  case status::expired:
    return "expired";
  }
  return "";
}

std::string_view to_string(error_type value) {
  switch (value) {
  case error_type::none:
    return "none";
  case error_type::ValidationError:
    return "ValidationError";
  case error_type::CodeExecutionError:
    return "CodeExecutionError";
  case error_type::SecurityViolationError:
    return "SecurityViolationError";
  case error_type::ResourceLimitError:
    return "ResourceLimitError";
  case error_type::OutputValidationError:
    return "OutputValidationError";
  case error_type::SandboxError:
    return "SandboxError";
  case error_type::TimeoutError:
    return "TimeoutError";
  case error_type::CancelledError:
    return "CancelledError";
  }
  return "";
}

result make_failure(status how, error_type why, std::string message) {
  result failure;
  failure.status = how;
  failure.error_type = why;
  failure.error_message = std::move(message);
  failure.can_retry = why == error_type::SandboxError;
  return failure;
}

std::string to_json(const result& from, const job& for_job) {
  const bool has_return_value = is_json(from.return_value_json);
  std::string out;
  out.reserve(expected_size(from));
  {
    object_writer object(out);
    object.text("id", for_job.id);
    object.text("type", to_string(for_job.type));
    write_outcome(object, from, has_return_value);
    write_error(object, from, has_return_value);
    write_run(object, from);
    object.json("user_id", for_job.user_id_json);
    if (for_job.session_id)
      object.text("session_id", *for_job.session_id);
    else
      object.null("session_id");
    object.json("metadata", for_job.metadata_json);
  }
  return out;
}

} // namespace cordon::job
