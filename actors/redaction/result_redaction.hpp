// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/job.hpp"
#include "job/profile.hpp"
#include "job/result.hpp"
#include "redaction/redactor.hpp"

namespace cordon::redaction {

/// What the redaction stage makes of a result. Thread-safe; never fails.
///
/// Looked at, each by itself: stdout, stderr, text, return_value, error_message, details and the
/// messages of validation violations; not the artifacts. Kinds found are listed in
/// output_violations.
/// - Where the job asks for redaction, every datum is replaced.
/// - Where the job has output validation on, a result is withheld if the policy is strict and
///   anything was found, or if redaction is off and something of high severity was found. It then
///   carries none of the program's output and, unless it had failed before, is failed with
///   OutputValidationError.
/// - With both off the result comes back untouched.
/// A `redact` job's text is job.text, always redacted whatever the switches and never withheld:
/// to find things is what it is for.
job::result redact_result(job::result, const job::job&, const job::redaction_policy&,
                          const redactor&);

} // namespace cordon::redaction
