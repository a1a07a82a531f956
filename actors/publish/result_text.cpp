// SPDX-License-Identifier: Apache-2.0
#include "publish/result_text.hpp"

#include "job/json_check.hpp"
#include "job/json_text.hpp"
#include "job/json_write.hpp"
#include "job/utf8.hpp"
#include "publish/escaped_cut.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace cordon::publish {

namespace {

/// A return value or metadata of the contract's 100 levels, the result around it, and some room.
constexpr size_t max_depth = 120;

/// What is left of a long text in `details` or `error_message`.
constexpr size_t short_text_bytes = 200;

/// Room for what `details.reply` and `details.return_value` will say.
constexpr size_t marks_bytes = 256;

constexpr auto texts =
    std::to_array<std::string_view>({"stdout", "stderr", "text", "return_value"});

/// What the asker can't do without, and is short.
constexpr auto kept = std::to_array<std::string_view>(
    {"id", "type", "status", "success", "return_value_kind", "error_type", "can_retry",
     "was_output_redacted", "was_output_truncated", "exit_code", "execution_time_seconds",
     "total_time_seconds", "memory_used_mb", "attempt"});

bool is_one_of(std::string_view name, const auto& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What a field holds that had to be left out.
std::string_view nothing_of(std::string_view name) {
  if (name == "validation_violations" || name == "output_violations" || name == "artifacts")
    return "[]";
  if (name == "metadata")
    return "{}";
  if (name == "sandbox_metadata")
    return R"({"sandbox_type":"","layers":[]})";
  return "null";
}

bool is_string(std::string_view json) {
  return json.size() >= 2 && json.front() == '"' && json.back() == '"';
}

/// The JSON text of a string of at most `max_bytes` that begins as `json` does.
std::string cut_string(std::string_view json, size_t max_bytes) {
  std::string out;
  const auto whole = job::decode_string(json);
  job::append_json_string(out, cut_escaped(whole, max_bytes - std::min<size_t>(max_bytes, 2)));
  return out;
}

std::string without_content(std::string_view artifact) {
  std::string out;
  {
    job::object_writer object(out);
    job::member_cursor members(artifact);
    while (const auto member = members.next())
      if (member->name != "data_base64")
        object.json(member->name, member->value);
  }
  return out;
}

/// How long each of `sizes` may be so that together they take `room`, where the small ones are left
/// whole.
size_t fair_share(std::vector<size_t> sizes, size_t room) {
  std::sort(sizes.begin(), sizes.end());
  for (size_t i = 0; i < sizes.size(); ++i) {
    const auto share = room / (sizes.size() - i);
    if (sizes[i] > share)
      return share;
    room -= sizes[i];
  }
  return std::numeric_limits<size_t>::max();
}

bool can_shrink(const std::pair<std::string, std::string>& member) {
  const auto& [name, value] = member;
  if (name == "details" || is_one_of(name, texts) || is_one_of(name, kept))
    return false;
  return value.size() > (name == "error_message" ? short_text_bytes : nothing_of(name).size());
}

void append_member(std::string& out, std::string_view name, std::string_view json) {
  if (out.back() != '{')
    out.push_back(',');
  job::append_json_string(out, name);
  out.push_back(':');
  out.append(json);
}

} // namespace

bool is_result_text(std::string_view json) {
  return json.starts_with('{') && !job::invalid_utf8_at(json)
         && !job::find_json_fault(json, max_depth);
}

result_text::result_text(std::string_view json) {
  job::member_cursor members(is_result_text(json) ? json : "{}");
  while (const auto one = members.next()) {
    if (one->name != "details") {
      members_.emplace_back(one->name, one->value);
      continue;
    }
    members_.emplace_back(one->name, "");
    job::member_cursor details(one->value);
    while (const auto detail = details.next())
      details_.emplace_back(detail->name, detail->value);
  }
  if (!find("details"))
    members_.emplace_back("details", "");
}

result_text::member* result_text::find(std::string_view name) {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const member& m) { return m.first == name; });
  return found == members_.end() ? nullptr : &*found;
}

void result_text::mark(std::string_view name, std::string_view text) {
  std::erase_if(details_, [&](const member& m) { return m.first == name; });
  job::append_json_string(details_.emplace_back(name, "").second, text);
}

void result_text::mark_cut(std::string_view name) {
  if (is_one_of(name, cut_))
    return;
  cut_.emplace_back(name);
  std::string text = "cut to fit its topic";
  const char* separator = ": ";
  for (const auto& one : cut_) {
    text.append(separator).append(one);
    separator = ", ";
  }
  mark("reply", text);
}

void result_text::fit(size_t max_bytes) {
  if (size() <= max_bytes)
    return;
  leave_out_contents();
  while (size() - texts_size() > max_bytes / 2 && size() > max_bytes && shrink_largest()) {
  }
  if (size() > max_bytes)
    cut_texts(max_bytes);
}

size_t result_text::size() const {
  size_t size = 2 + details_json().size();
  for (const auto& [name, value] : members_)
    size += name.size() + value.size() + 4;
  return size;
}

std::string result_text::json() const {
  std::string out = "{";
  for (const auto& [name, value] : members_)
    append_member(out, name, name == "details" ? details_json() : value);
  out.push_back('}');
  return out;
}

std::string result_text::details_json() const {
  std::string out = "{";
  for (const auto& [name, value] : details_)
    append_member(out, name, value);
  out.push_back('}');
  return out;
}

size_t result_text::texts_size() {
  size_t size = 0;
  for (const auto name : texts)
    if (const auto* text = find(name))
      size += text->second.size();
  return size;
}

void result_text::leave_out_contents() {
  auto* artifacts = find("artifacts");
  if (!artifacts || artifacts->second.size() <= 2)
    return;
  std::string named = "[";
  job::element_cursor elements(artifacts->second);
  while (const auto element = elements.next())
    named.append(named.size() > 1 ? "," : "").append(without_content(*element));
  named.push_back(']');
  if (named.size() >= artifacts->second.size())
    return;
  artifacts->second = std::move(named);
  mark_cut("artifacts");
}

bool result_text::shrink_largest() {
  member* largest = nullptr;
  for (auto& one : members_)
    if (can_shrink(one) && (!largest || one.second.size() > largest->second.size()))
      largest = &one;
  if ((!largest || details_json().size() > largest->second.size()) && shrink_details())
    return true;
  if (!largest)
    return false;
  auto& [name, value] = *largest;
  value = name == "error_message" && is_string(value) ? cut_string(value, short_text_bytes)
                                                      : std::string(nothing_of(name));
  mark_cut(std::string(name));
  return true;
}

bool result_text::shrink_details() {
  const auto before = details_json().size();
  for (auto& [name, value] : details_)
    if (value.size() > short_text_bytes)
      value = is_string(value) ? cut_string(value, short_text_bytes) : "\"\"";
  if (details_json().size() >= before)
    std::erase_if(details_, [](const member& m) {
      return m.first != "reply" && m.first != "reply_to" && m.first != "return_value";
    });
  const bool smaller = details_json().size() < before;
  if (smaller)
    mark_cut("details");
  return smaller;
}

void result_text::cut_texts(size_t max_bytes) {
  const auto others = size() - texts_size() + marks_bytes;
  std::vector<size_t> sizes;
  for (const auto name : texts)
    if (const auto* text = find(name))
      sizes.push_back(text->second.size());
  const auto share = fair_share(sizes, max_bytes - std::min(max_bytes, others));
  for (const auto name : texts)
    if (auto* text = find(name); text && text->second.size() > std::max<size_t>(share, 4))
      cut_text(*text, share);
}

void result_text::cut_text(member& text, size_t max_bytes) {
  mark_cut(text.first);
  if (text.first == "return_value") {
    text.second = "null";
    mark("return_value", "left out: with it the reply is too large for its topic");
    if (auto* kind = find("return_value_kind"))
      kind->second = "\"json\"";
    return;
  }
  text.second = is_string(text.second) ? cut_string(text.second, max_bytes) : "\"\"";
  if (auto* truncated = find("was_output_truncated"))
    truncated->second = "true";
}

} // namespace cordon::publish
