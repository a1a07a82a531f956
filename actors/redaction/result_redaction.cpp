// SPDX-License-Identifier: Apache-2.0
#include "redaction/result_redaction.hpp"

#include "redaction/json_redaction.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace cordon::redaction {

namespace {

/// Details that the worker words itself; others may repeat what the program wrote.
constexpr auto worded_by_worker =
    std::to_array<std::string_view>({"artifacts", "field", "output", "resource", "violation_type"});

enum class pass_mode { replace, count_only };

/// Goes over fields, counts what is in them, and replaces it there where the mode says so.
class field_pass {
public:
  field_pass(const redactor& by, pass_mode mode) : by_(by), mode_(mode) {}

  void text(std::string& field) { take(field, by_.redact(field)); }
  void json(std::string& field) { take(field, redact_json(field, by_)); }

  const std::vector<job::output_violation>& violations() const { return violations_; }

private:
  void take(std::string& field, redaction redacted) {
    merge(violations_, redacted.violations);
    if (mode_ == pass_mode::replace && redacted.found_any())
      field = std::move(redacted.text);
  }

  const redactor& by_;
  pass_mode mode_;
  std::vector<job::output_violation> violations_;
};

/// The fields that say what happened; they stay in a result that is withheld.
void visit_account(job::result& r, field_pass& pass) {
  pass.text(r.error_message);
  for (auto& violation : r.validation_violations)
    pass.text(violation.message);
}

/// The fields that the program filled.
void visit_output(job::result& r, field_pass& pass) {
  pass.text(r.stdout_text);
  pass.text(r.stderr_text);
  if (r.text)
    pass.text(*r.text);
  pass.json(r.return_value_json);
  for (auto& [name, value] : r.details)
    pass.text(value);
}

void drop_output(job::result& r) {
  r.stdout_text.clear();
  r.stderr_text.clear();
  r.text.reset();
  r.return_value_json = "null";
  r.return_value_is_repr = false;
  r.artifacts.clear();
  std::erase_if(r.details, [](const auto& detail) {
    return std::ranges::find(worded_by_worker, detail.first) == worded_by_worker.end();
  });
}

std::string refusal(const std::vector<job::output_violation>& found, bool is_strict) {
  std::string kinds;
  for (const auto& violation : found)
    if (is_strict || violation.severity == job::severity::high)
      kinds.append(kinds.empty() ? "" : ", ").append(violation.violation_type);
  return "The output is withheld, it holds sensitive data: " + kinds
         + (is_strict ? "; the profile lets no such output pass, redacted or not"
                      : "; redact_sensitive_output is off");
}

void fail_output(job::result& r, bool is_strict) {
  if (r.status != job::status::succeeded)
    return;
  r.status = job::status::failed;
  r.error_type = job::error_type::OutputValidationError;
  r.error_message = refusal(r.output_violations, is_strict);
  r.can_retry = false;
}

job::result redact_job_text(job::result r, const job::job& job, const redactor& by) {
  field_pass pass(by, pass_mode::replace);
  visit_account(r, pass);
  if (r.status == job::status::succeeded)
    r.text = job.text;
  visit_output(r, pass);
  r.output_violations = pass.violations();
  r.was_output_redacted = !r.output_violations.empty();
  return r;
}

/// The result without output; its account is clean also where redaction is off.
job::result withhold(job::result r, bool is_strict, const redactor& by) {
  drop_output(r);
  field_pass account(by, pass_mode::replace);
  visit_account(r, account);
  fail_output(r, is_strict);
  return r;
}

} // namespace

job::result redact_result(job::result r, const job::job& job, const job::redaction_policy& policy,
                          const redactor& by) {
  if (job.type == job::job_type::redact)
    return redact_job_text(std::move(r), job, by);
  const bool is_redacted = job.redact_sensitive_output;
  if (!is_redacted && !job.enable_output_validation)
    return r;

  field_pass pass(by, is_redacted ? pass_mode::replace : pass_mode::count_only);
  visit_account(r, pass);
  const bool is_account_touched = !pass.violations().empty();
  visit_output(r, pass);
  r.output_violations = pass.violations();
  if (r.output_violations.empty())
    return r;

  const bool has_high = std::ranges::any_of(
      r.output_violations, [](const auto& v) { return v.severity == job::severity::high; });
  const bool is_refused = policy.strict || (has_high && !is_redacted);
  if (job.enable_output_validation && is_refused) {
    r.was_output_redacted = is_account_touched;
    return withhold(std::move(r), policy.strict, by);
  }
  r.was_output_redacted = is_redacted;
  return r;
}

} // namespace cordon::redaction
