// SPDX-License-Identifier: Apache-2.0
#include "session/keys.hpp"

#include "job/sha256.hpp"
#include "job/user_text.hpp"

namespace cordon::session {

namespace {

std::string key_of_job(std::string_view kind, const std::string& user_id_json,
                       const std::string& id) {
  return "cordon:" + std::string(kind) + ':' + job::user_text(user_id_json) + ':' + id;
}

std::string key_of_record(std::string_view kind, const job::record_position& at) {
  return "cordon:" + std::string(kind) + ':' + at.topic + ':' + std::to_string(at.partition) + ':'
         + std::to_string(at.offset);
}

} // namespace

std::string result_key(const std::string& user_id_json, const std::string& id) {
  return key_of_job("result", user_id_json, id);
}

std::string origin_key(const std::string& user_id_json, const std::string& id) {
  return key_of_job("origin", user_id_json, id);
}

std::string claim_key(const std::string& user_id_json, const std::string& id) {
  return key_of_job("claim", user_id_json, id);
}

std::string artifact_key(const std::string& user_id_json, const std::string& id,
                         std::string_view name) {
  const auto job = job::sha256_hex(job::user_text(user_id_json) + ':' + id);
  return "cordon:artifact:" + job + ':' + std::string(name);
}

std::string starts_key(const job::record_position& at) {
  return key_of_record("starts", at);
}

std::string starts_token_key(const job::record_position& at) {
  return key_of_record("starts-token", at);
}

std::string place_text(const job::record_position& at) {
  return at.topic + '/' + std::to_string(at.partition) + '/' + std::to_string(at.offset);
}

std::string origin_text(const job::job_origin& first) {
  return first.content_sha256.empty() ? place_text(first)
                                      : place_text(first) + '/' + first.content_sha256;
}

} // namespace cordon::session
