// SPDX-License-Identifier: Apache-2.0
#include "job/user_text.hpp"

#include "job/json_text.hpp"

namespace cordon::job {

namespace {

std::string percent_encoded(const std::string& text) {
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    if (c == '%')
      encoded += "%25";
    else if (c == ':')
      encoded += "%3A";
    else
      encoded += c;
  }
  return encoded;
}

} // namespace

std::string user_text(const std::string& user_id_json) {
  switch (type_of(user_id_json)) {
  case json_type::null:
    return {};
  case json_type::string:
    return percent_encoded(decode_string(user_id_json));
  default:
    return user_id_json;
  }
}

} // namespace cordon::job
