// SPDX-License-Identifier: Apache-2.0
#include "redaction/redactor.hpp"

#include "redaction/detectors.hpp"

#include <algorithm>
#include <re2/re2.h>
#include <re2/set.h>
#include <re2/stringpiece.h>

namespace cordon::redaction {

namespace {

/// A datum in a text, and the detector that found it.
struct finding {
  byte_range range;
  const detector* by;
};

/// Patterns see bytes, so that invalid UTF-8 is nothing special.
RE2::Options byte_options() {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  return options;
}

/// Sorts by the order of precedence; detectors of equal rank keep the order of the table.
bool comes_first(const finding& a, const finding& b) {
  if (a.range.begin != b.range.begin)
    return a.range.begin < b.range.begin;
  if (a.range.end != b.range.end)
    return a.range.end > b.range.end;
  return a.by->severity != b.by->severity ? a.by->severity > b.by->severity : a.by < b.by;
}

/// Leaves findings that do not overlap: the first takes in the bytes of those that it overlaps.
void resolve_overlaps(std::vector<finding>& findings) {
  std::ranges::sort(findings, comes_first);
  size_t kept = 0;
  for (size_t i = 1; i < findings.size(); ++i) {
    auto& last = findings[kept].range;
    if (findings[i].range.begin < last.end)
      last.end = std::max(last.end, findings[i].range.end);
    else
      findings[++kept] = findings[i];
  }
  if (!findings.empty())
    findings.erase(findings.begin() + static_cast<ptrdiff_t>(kept) + 1, findings.end());
}

/// RE2's own view of a text: std::string_view is none of those that it takes on Debian 13.
re2::StringPiece piece_of(std::string_view text) {
  return {text.data(), text.size()};
}

std::string with_placeholders(std::string_view text, const std::vector<finding>& findings) {
  std::string out;
  out.reserve(text.size());
  size_t copied = 0;
  for (const auto& f : findings) {
    out.append(text.substr(copied, f.range.begin - copied));
    out.append("[REDACTED:").append(f.by->kind).append("]");
    copied = f.range.end;
  }
  return out.append(text.substr(copied));
}

void tally(std::vector<job::output_violation>& violations, const std::vector<finding>& findings) {
  for (const auto& f : findings)
    merge(violations, {{std::string(f.by->kind), f.by->severity, 1}});
}

/// A replacement can lay bare what it stood next to, as in <card>-<SSN>. No text is known that
/// needs more than two rounds; the bound keeps the time linear if there is one.
constexpr int max_rounds = 4;

} // namespace

/// The compiled patterns of the kinds in force.
class redactor::patterns {
public:
  patterns() : any_(byte_options(), RE2::UNANCHORED) {}

  expected<void> add(const detector& d) {
    auto pattern = std::make_unique<RE2>(d.pattern, byte_options());
    std::string why;
    if (!pattern->ok() || any_.Add(d.pattern, &why) < 0)
      return fail(errc::system, "the pattern does not compile: " + pattern->error() + why,
                  std::string(d.kind));
    rows_.push_back({&d, std::move(pattern)});
    return {};
  }

  expected<void> finish() {
    if (!rows_.empty() && !any_.Compile())
      return fail(errc::system, "the patterns do not compile together", "redaction");
    return {};
  }

  /// The rows that match anywhere, found in one pass; this is all that a clean text costs.
  std::vector<int> matching_rows(std::string_view text) const {
    std::vector<int> rows;
    RE2::Set::ErrorInfo why{};
    if (rows_.empty() || any_.Match(piece_of(text), &rows, &why) || why.kind == RE2::Set::kNoError)
      return rows;
    // Out of states: let every row look for itself.
    for (size_t i = 0; i < rows_.size(); ++i)
      rows.push_back(static_cast<int>(i));
    return rows;
  }

  std::vector<finding> scan(std::string_view text) const {
    std::vector<finding> findings;
    for (int index : matching_rows(text))
      scan_with(rows_[static_cast<size_t>(index)], text, findings);
    resolve_overlaps(findings);
    return findings;
  }

private:
  struct compiled {
    const detector* by;
    std::unique_ptr<RE2> pattern;
  };

  static void scan_with(const compiled& row, std::string_view text,
                        std::vector<finding>& findings) {
    re2::StringPiece match;
    size_t from = 0;
    while (row.pattern->Match(piece_of(text), from, text.size(), RE2::UNANCHORED, &match, 1)) {
      const auto begin = static_cast<size_t>(match.data() - text.data());
      const auto secret = row.by->judge_hit(text, {begin, begin + match.size()});
      if (secret)
        findings.push_back({*secret, row.by});
      from = secret ? secret->end : begin + 1;
    }
  }

  std::vector<compiled> rows_;
  RE2::Set any_;
};

redactor::redactor(std::unique_ptr<const patterns> p) : patterns_(std::move(p)) {}

redactor::~redactor() = default;

expected<std::shared_ptr<const redactor>> redactor::make(const job::redaction_policy& policy) {
  const auto known = known_kinds();
  for (const auto& kind : policy.kinds)
    if (std::ranges::find(known, kind) == known.end()) {
      std::string names;
      for (auto name : known)
        names.append(names.empty() ? "" : ", ").append(name);
      return fail(errc::bad_input,
                  "'" + kind + "' is no kind of sensitive data; the kinds are " + names,
                  "redaction.kinds");
    }
  auto compiled = std::make_unique<patterns>();
  for (const auto& d : all_detectors())
    if (std::ranges::find(policy.kinds, d.kind) != policy.kinds.end())
      if (auto added = compiled->add(d); !added)
        return tl::unexpected(added.error());
  if (auto finished = compiled->finish(); !finished)
    return tl::unexpected(finished.error());
  return std::shared_ptr<const redactor>(new redactor(std::move(compiled)));
}

redaction redactor::redact(std::string_view text) const {
  redaction result{std::string(text), {}};
  for (int round = 0; round < max_rounds; ++round) {
    const auto findings = patterns_->scan(result.text);
    if (findings.empty())
      break;
    tally(result.violations, findings);
    result.text = with_placeholders(result.text, findings);
  }
  return result;
}

redaction redactor::redact_member(std::string_view name, std::string_view value) const {
  const auto quote = value.find('"') == value.npos ? '"' : '\'';
  const auto lead = std::string(name) + ": " + quote;
  redaction result{std::string(value), {}};
  for (int round = 0; round < max_rounds; ++round) {
    const auto value_end = lead.size() + result.text.size();
    auto findings = patterns_->scan(lead + result.text + quote);
    std::erase_if(findings, [&](const finding& f) {
      return f.range.end <= lead.size() || f.range.begin >= value_end;
    });
    if (findings.empty())
      break;
    for (auto& f : findings)
      f.range = {std::max(f.range.begin, lead.size()) - lead.size(),
                 std::min(f.range.end, value_end) - lead.size()};
    tally(result.violations, findings);
    result.text = with_placeholders(result.text, findings);
  }
  return result;
}

std::vector<job::output_violation> redactor::find(std::string_view text) const {
  return redact(text).violations;
}

bool redactor::may_hold_secrets(std::string_view text) const {
  return !patterns_->matching_rows(text).empty();
}

void merge(std::vector<job::output_violation>& into,
           const std::vector<job::output_violation>& more) {
  const auto rank = [](const job::output_violation& v) {
    return std::ranges::find(all_detectors(), v.violation_type, &detector::kind)
           - all_detectors().begin();
  };
  for (const auto& violation : more) {
    const auto same =
        std::ranges::find(into, violation.violation_type, &job::output_violation::violation_type);
    if (same != into.end()) {
      same->count += violation.count;
      continue;
    }
    into.push_back(violation);
    std::ranges::sort(into, {}, rank);
  }
}

} // namespace cordon::redaction
