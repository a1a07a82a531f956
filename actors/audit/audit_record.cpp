// SPDX-License-Identifier: Apache-2.0
#include "audit/audit_record.hpp"

#include "job/sha256.hpp"
#include "job/timestamp.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

namespace cordon::audit {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::array<std::string_view, 7> step_names = {
    "accepted", "validated", "started", "finished", "redacted", "answered", "delayed"};

ordered_json unsealed(const record& r) {
  ordered_json detail = ordered_json::object();
  for (const auto& [key, value] : r.detail)
    detail[key] = value;
  return {{"seq", r.seq},
          {"time", job::to_exact_rfc3339(r.time)},
          {"job_id", r.job_id},
          {"run", r.run},
          {"step", to_string(r.step)},
          {"detail", std::move(detail)},
          {"previous", r.previous}};
}

std::string one_line(const ordered_json& object) {
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

const std::string* text_member(const json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : found->get_ptr<const std::string*>();
}

tl::unexpected<error> bad_member(const char* name, const char* right) {
  return fail(errc::bad_input, std::string("'") + name + "' is missing or is not " + right);
}

expected<void> read_numbers(const json& object, record& out) {
  const auto seq = object.find("seq");
  if (seq == object.end() || !seq->is_number_unsigned() || seq->get<uint64_t>() == 0)
    return bad_member("seq", "an integer from 1");
  const auto run = object.find("run");
  const bool fits = run != object.end() && run->is_number_unsigned()
                    && run->get<uint64_t>() <= uint64_t{INT64_MAX};
  if (!fits)
    return bad_member("run", "a count of microseconds");
  out.seq = seq->get<uint64_t>();
  out.run = run->get<int64_t>();
  return {};
}

expected<void> read_texts(const json& object, record& out) {
  const auto* time = text_member(object, "time");
  const auto parsed = time ? job::from_exact_rfc3339(*time) : std::nullopt;
  if (!parsed)
    return bad_member("time", "a time like 2026-01-31T23:59:59.000000Z");
  const auto* step = text_member(object, "step");
  const auto known = step ? step_named(*step) : std::nullopt;
  if (!known)
    return bad_member("step", "one of accepted, validated, started, finished, redacted, answered");
  const auto* job_id = text_member(object, "job_id");
  if (!job_id)
    return bad_member("job_id", "a string");
  const auto* previous = text_member(object, "previous");
  if (!previous)
    return bad_member("previous", "a SHA-256 in hex");
  const auto* hash = text_member(object, "hash");
  if (!hash)
    return bad_member("hash", "a SHA-256 in hex");
  out.time = *parsed;
  out.step = *known;
  out.job_id = *job_id;
  out.previous = *previous;
  out.hash = *hash;
  return {};
}

expected<void> read_detail(const json& object, record& out) {
  const auto detail = object.find("detail");
  if (detail == object.end() || !detail->is_object())
    return bad_member("detail", "an object of strings");
  for (const auto& [key, value] : detail->items()) {
    if (!value.is_string())
      return bad_member("detail", "an object of strings");
    out.detail.emplace(key, value.get<std::string>());
  }
  return {};
}

} // namespace

std::optional<step> step_named(std::string_view name) {
  for (size_t i = 0; i < step_names.size(); ++i)
    if (step_names[i] == name)
      return static_cast<step>(i);
  return std::nullopt;
}

std::string_view to_string(step s) {
  return step_names.at(static_cast<size_t>(s));
}

std::string to_json_line(const record& r) {
  ordered_json object = unsealed(r);
  object["hash"] = r.hash;
  return one_line(object);
}

std::string hash_of(const record& r) {
  return job::sha256_hex(one_line(unsealed(r)));
}

expected<record> parse(std::string_view line) {
  if (line.size() > max_line_bytes)
    return fail(errc::bad_input, "the line is longer than an audit record can be");
  const json object = json::parse(line, nullptr, false);
  if (!object.is_object())
    return fail(errc::bad_input, "the line is no JSON object");
  record out;
  for (const auto read : {read_numbers, read_texts, read_detail})
    if (auto done = read(object, out); !done)
      return tl::unexpected(done.error());
  // Catches what JSON readers forgive: repeated, extra or reordered members, spaces, escapes.
  if (to_json_line(out) != line)
    return fail(errc::bad_input, "the line is not in the canonical form of an audit record");
  return out;
}

bool is_torn(std::string_view line, uint64_t seq) {
  const std::string beginning = R"({"seq":)" + std::to_string(seq) + R"(,"time":")";
  const size_t common = std::min(line.size(), beginning.size());
  if (line.empty() || line.size() > max_line_bytes
      || line.substr(0, common) != beginning.substr(0, common))
    return false;
  try {
    [[maybe_unused]] const json complete = json::parse(line);
  } catch (const json::parse_error& e) {
    // Only a text that could still go on fails behind its last byte.
    return e.byte > line.size();
  }
  return false;
}

} // namespace cordon::audit
