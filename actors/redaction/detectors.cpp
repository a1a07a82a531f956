// SPDX-License-Identifier: Apache-2.0
#include "redaction/detectors.hpp"

#include <algorithm>

namespace cordon::redaction {

namespace {

using enum job::severity;

std::vector<detector> make_detectors() {
  // Between a name and its value: ["']: "=", ":", "=>" or ":=", blanks, an opening quote. Quotes
  // may stand behind backslashes, for JSON within a string, and behind a prefix, as in b'…'.
  const std::string assigned = R"(\\{0,3}["'\]]{0,2}[ \t]{0,8}(?:=>|:=|=|:)[ \t]{0,8})"
                               R"((?:[BbRrFfUu]{0,2}\\{0,3}["'`])?)";
  return {
      {"private_key", high, "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----",
       judge_private_key},
      {"database_url", high,
       "(?i)(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|oracle"
       "|clickhouse|cockroachdb|snowflake|redshift)(?:\\+[a-z0-9_]{1,20})?://",
       judge_database_url},
      {"aws_access_key", high,
       "(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA|AGPA|AIPA|ANPA|ANVA|APKA)[A-Z0-9]{16}",
       judge_aws_access_key},
      {"aws_secret_key", high,
       "(?i:aws[_ .-]?secret(?:[_ .-]?access)?(?:[_ .-]?key)?|secret[_ .-]?(?:access[_ .-]?)?key)"
       "|(?:AKIA|ASIA)[A-Z0-9]{16}",
       judge_aws_secret_key},
      {"openai_api_key", high, "sk-[A-Za-z0-9_-]{20}", judge_openai_key},
      // Anthropic, OpenRouter, GitHub, GitLab, Slack, Google, Hugging Face, npm, PyPI, Stripe.
      {"generic_api_key", high,
       "sk-(?:ant|or-v1)-[A-Za-z0-9_-]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22}"
       "|glpat-[A-Za-z0-9_-]{20}|xox[abeoprs]-[A-Za-z0-9-]{10}|AIza[A-Za-z0-9_-]{35}"
       "|hf_[A-Za-z0-9]{30}|npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50}"
       "|[sr]k_(?:live|test)_[A-Za-z0-9]{16}",
       judge_vendor_key},
      {"generic_api_key", high, "(?i:api[_ .-]?(?:secret[_ .-]?)?key|access[_ .-]?key)" + assigned,
       judge_value_of_strong_name},
      {"generic_secret", high,
       "(?i:password|passwd|passphrase|pwd|secret(?:[_ .-]?key)?"
       "|(?:access|refresh|auth|bearer|session|secret|api)[_ .-]?token)"
           + assigned,
       judge_value_of_strong_name},
      {"generic_secret", high,
       "(?i:token|(?:auth|private|signing|encryption|account)[_ .-]?key)" + assigned
           + "|(?i:authorization)" + assigned + "(?i:bearer|basic|token) {1,4}",
       judge_value_of_weak_name},
      {"us_ssn", high, "[0-9]{3}-[0-9]{2}-[0-9]{4}", judge_dashed_ssn},
      {"us_ssn", high, "(?i)(?:ssn|social[ _-]?security(?:[ _-]?(?:number|num|no))?)",
       judge_named_ssn},
      // Not behind a dot: the digits of a fraction are no card number.
      {"payment_card", high,
       "(?:^|[^0-9A-Za-z.])[2-6][0-9]{3}(?:[0-9]{9}|[0-9]{2}[ -][0-9]{13}"
       "|[ -](?:[0-9]{4}[ -][0-9]{4}[ -][0-9]{4}|[0-9]{6}[ -][0-9]{4}"
       "|[0-9]{3}[ -][0-9]{3}[ -][0-9]{3}))",
       judge_card},
      {"email_address", low, "[A-Za-z0-9._%+-]@[A-Za-z0-9]", judge_email},
  };
}

} // namespace

std::span<const detector> all_detectors() {
  static const auto detectors = make_detectors();
  return detectors;
}

std::vector<std::string_view> known_kinds() {
  std::vector<std::string_view> kinds;
  for (const auto& d : all_detectors())
    if (std::ranges::find(kinds, d.kind) == kinds.end())
      kinds.push_back(d.kind);
  return kinds;
}

} // namespace cordon::redaction
