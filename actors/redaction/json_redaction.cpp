// SPDX-License-Identifier: Apache-2.0
#include "redaction/json_redaction.hpp"

#include "job/json_write.hpp"

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

namespace cordon::redaction {

namespace {

std::string to_json_string(std::string_view text) {
  std::string json;
  job::append_json_string(json, text);
  return json;
}

/// Writes the JSON text again while nlohmann reads it. No tree is built, so that order, repeated
/// keys and long numbers pass as they are and depth costs no stack.
class rewriter final : public nlohmann::json_sax<nlohmann::json> {
public:
  explicit rewriter(const redactor& by) : by_(by) {}

  redaction take() && { return std::move(out_); }

  bool null() override { return write("null"); }
  bool boolean(bool value) override { return write(value ? "true" : "false"); }
  bool number_integer(int64_t value) override { return write(std::to_string(value)); }
  bool number_float(double, const std::string& spelling) override { return write(spelling); }
  bool binary(binary_t&) override { return false; } // not in JSON texts

  bool number_unsigned(uint64_t value) override {
    const auto digits = std::to_string(value);
    const auto redacted = by_.redact(digits);
    return write(redacted.found_any() ? to_json_string(note(redacted)) : digits);
  }

  bool string(std::string& value) override {
    const bool is_member = !open_.empty() && open_.back().is_object;
    return write(
        to_json_string(note(is_member ? by_.redact_member(key_, value) : by_.redact(value))));
  }

  bool key(std::string& value) override {
    const auto redacted = by_.redact(value);
    auto name = note(redacted);
    if (redacted.found_any())
      if (const auto nth = ++open_.back().redacted_keys[name]; nth > 1)
        name += " (" + std::to_string(nth) + ")";
    separate();
    out_.text += to_json_string(name) + ":";
    key_ = std::move(value);
    is_after_key_ = true;
    return true;
  }

  bool start_object(size_t) override { return open('{', true); }
  bool end_object() override { return close('}'); }
  bool start_array(size_t) override { return open('[', false); }
  bool end_array() override { return close(']'); }

  bool parse_error(size_t, const std::string&, const nlohmann::json::exception&) override {
    return false;
  }

private:
  struct container {
    bool is_object;
    bool is_empty = true;
    std::map<std::string, uint32_t> redacted_keys{};
  };

  const std::string& note(const redaction& r) {
    merge(out_.violations, r.violations);
    return r.text;
  }

  /// A comma, except behind a key and before a first element.
  void separate() {
    if (is_after_key_ || open_.empty()) {
      is_after_key_ = false;
      return;
    }
    if (!std::exchange(open_.back().is_empty, false))
      out_.text += ',';
  }

  bool write(std::string_view value) {
    separate();
    out_.text += value;
    return true;
  }

  bool open(char bracket, bool is_object) {
    write({&bracket, 1});
    open_.push_back({is_object});
    return true;
  }

  bool close(char bracket) {
    open_.pop_back();
    out_.text += bracket;
    return true;
  }

  const redactor& by_;
  redaction out_;
  std::vector<container> open_;
  std::string key_;
  bool is_after_key_ = false;
};

/// What lies in a string shows in the text around it too, as long as nothing is escaped.
bool is_surely_clean(std::string_view json_text, const redactor& by) {
  return json_text.find('\\') == json_text.npos && !by.may_hold_secrets(json_text);
}

redaction redact_broken(std::string_view text, const redactor& by) {
  auto result = by.redact(text);
  if (result.found_any())
    result.text = to_json_string(result.text);
  return result;
}

} // namespace

redaction redact_json(std::string_view json_text, const redactor& by) {
  if (is_surely_clean(json_text, by))
    return {std::string(json_text), {}};
  rewriter out(by);
  if (!nlohmann::json::sax_parse(json_text, &out))
    return redact_broken(json_text, by);
  auto result = std::move(out).take();
  if (!result.found_any())
    result.text = json_text;
  return result;
}

} // namespace cordon::redaction
