// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "job/profile.hpp"
#include "job/violation.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::redaction {

/// A text without its sensitive data, and what was taken out of it.
struct redaction {
  std::string text;                              ///< each datum replaced by "[REDACTED:<kind>]"
  std::vector<job::output_violation> violations; ///< one a kind, specific kinds first

  bool found_any() const { return !violations.empty(); }
};

/// Adds the counts of `more` to those of the same kind in `into`, and keeps specific kinds first.
void merge(std::vector<job::output_violation>& into,
           const std::vector<job::output_violation>& more);

/// Finds the sensitive data of a policy's kinds in texts and replaces it. Immutable: one object
/// serves all threads. Every function takes any bytes and time linear in their number, and gives
/// nothing that redacting again would change.
///
/// Where data overlap, the leftmost counts, then the longest, then the one of higher severity, then
/// the more specific kind; its placeholder covers the others too, so that no end of them stays.
class redactor {
public:
  /// A redactor for `policy.kinds`; without any it finds nothing. errc::bad_input for a kind that
  /// does not exist.
  static expected<std::shared_ptr<const redactor>> make(const job::redaction_policy& policy);

  ~redactor();
  redactor(const redactor&) = delete;
  redactor& operator=(const redactor&) = delete;

  redaction redact(std::string_view text) const;

  /// Redacts `value` as redact() does, but with regard to the name it stands under: the password of
  /// {"password": "…"} can be told by its name alone.
  redaction redact_member(std::string_view name, std::string_view value) const;

  /// The violations that redact() would list.
  std::vector<job::output_violation> find(std::string_view text) const;

  /// False where nothing can be found in `text`; cheaper than find().
  bool may_hold_secrets(std::string_view text) const;

private:
  class patterns;
  explicit redactor(std::unique_ptr<const patterns>);

  std::unique_ptr<const patterns> patterns_;
};

} // namespace cordon::redaction
