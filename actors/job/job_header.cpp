// SPDX-License-Identifier: Apache-2.0
#include "job/job_header.hpp"

#include "job/job_delivery.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace cordon::job {

namespace {

/// As JSON. The user's stands in Redis's keys, and each result repeats both.
constexpr size_t max_user_id_bytes = 1'024;
constexpr size_t max_session_id_bytes = 1'024;
constexpr size_t max_id_bytes = 256;
constexpr size_t max_metadata_bytes = 4096;

constexpr std::array delivered_types{job_type::execute, job_type::validate, job_type::redact};
constexpr std::array undelivered_types{job_type::chat, job_type::task};

/// Whether JSON text is that of an integer, of however many digits.
bool is_integer(std::string_view json) {
  return type_of(json) == json_type::number && json.find_first_of(".eE") == std::string_view::npos;
}

/// For a field whose JSON is longer than it may be.
tl::unexpected<field_problem> refuse_length(std::string_view field, size_t bytes, size_t most) {
  return refuse(field, "is " + std::to_string(bytes) + " bytes of JSON long; at most "
                           + std::to_string(most) + " are possible");
}

} // namespace

checked<std::string> read_id(std::string_view field, std::string_view json) {
  auto id = read_string(field, json);
  if (id && (id->empty() || id->size() > max_id_bytes))
    return refuse(field, "is " + std::to_string(id->size()) + " bytes long; 1 to 256 are possible");
  return id;
}

checked<std::string> read_user_id(std::string_view field, std::string_view json) {
  if (type_of(json) != json_type::string && json != "null" && !is_integer(json))
    return refuse_malformed(field, "must be a string, an integer or null");
  if (json.size() > max_user_id_bytes)
    return refuse_length(field, json.size(), max_user_id_bytes);
  return std::string(json);
}

checked<std::string> read_session_id(std::string_view field, std::string_view json) {
  if (type_of(json) == json_type::string && json.size() > max_session_id_bytes)
    return refuse_length(field, json.size(), max_session_id_bytes);
  return read_string(field, json);
}

checked<std::string> read_object(std::string_view field, std::string_view json) {
  if (type_of(json) != json_type::object)
    return refuse_type(field, "an object", json);
  return std::string(json);
}

checked<std::string> read_metadata(std::string_view field, std::string_view json) {
  if (type_of(json) == json_type::object && json.size() > max_metadata_bytes)
    return refuse(field,
                  "is " + std::to_string(json.size()) + " bytes long; at most 4096 are possible");
  return read_object(field, json);
}

checked<job_type> read_type(std::string_view field, std::string_view json) {
  const auto name = read_string(field, json);
  if (!name)
    return tl::unexpected(name.error());
  std::vector<std::string_view> known;
  for (const auto type : delivered_types) {
    if (to_string(type) == *name)
      return type;
    known.push_back(to_string(type));
  }
  for (const auto type : undelivered_types)
    if (to_string(type) == *name)
      return type;
  return refuse_malformed(field, "unknown type " + in_quotes(*name) + suggestion(*name, known));
}

bool is_delivered(job_type type) {
  return std::ranges::find(delivered_types, type) != delivered_types.end();
}

job header_of(const job& from) {
  job header;
  header.id = from.id;
  header.type = from.type;
  header.user_id_json = from.user_id_json;
  header.session_id = from.session_id;
  header.metadata_json = from.metadata_json;
  header.reply_to = from.reply_to;
  return header;
}

job read_header(std::string_view bytes, const std::string& default_id) {
  job header;
  header.id = default_id;
  std::set<std::string, std::less<>> seen;
  const auto take = [&](const json_member& member, std::string_view field, auto& target,
                        auto read) {
    if (member.name != field || !seen.insert(member.name).second)
      return;
    if (auto value = read(field, member.value))
      target = std::move(*value);
  };
  member_cursor cursor(bytes);
  while (const auto member = cursor.next()) {
    take(*member, "id", header.id, read_id);
    take(*member, "type", header.type, read_type);
    take(*member, "user_id", header.user_id_json, read_user_id);
    take(*member, "session_id", header.session_id, read_session_id);
    take(*member, "metadata", header.metadata_json, read_metadata);
    take(*member, "reply_to", header.reply_to, read_reply_topic);
  }
  return header;
}

} // namespace cordon::job
