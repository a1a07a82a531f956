// SPDX-License-Identifier: Apache-2.0
#include "session/redis_reply.hpp"

#include "session/redis_handles.hpp"

#include <algorithm>
#include <array>

namespace cordon::session {

namespace {

std::optional<std::string_view> words(const redisReply* reply, int type) {
  if (!reply || reply->type != type || !reply->str)
    return std::nullopt;
  return std::string_view(reply->str, reply->len);
}

constexpr std::array<std::string_view, 12> passing = {
    "LOADING",    "READONLY",    "OOM",      "MISCONF", "NOAUTH",     "NOPERM",
    "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY",    "NOREPLICAS", "WRONGPASS"};

} // namespace

std::optional<std::string_view> text_of(const redisReply* reply) {
  return words(reply, REDIS_REPLY_STRING);
}

std::optional<std::string_view> status_of(const redisReply* reply) {
  return words(reply, REDIS_REPLY_STATUS);
}

std::optional<int64_t> integer_of(const redisReply* reply) {
  if (!reply || reply->type != REDIS_REPLY_INTEGER)
    return std::nullopt;
  return reply->integer;
}

std::optional<std::string_view> error_of(const redisReply* reply) {
  return words(reply, REDIS_REPLY_ERROR);
}

bool is_nil(const redisReply* reply) {
  return reply && reply->type == REDIS_REPLY_NIL;
}

const redisReply* element_of(const redisReply* reply, size_t index) {
  if (!reply || reply->type != REDIS_REPLY_ARRAY || index >= reply->elements)
    return nullptr;
  return reply->element[index];
}

bool is_out_of_memory(std::string_view error) {
  return error.starts_with("OOM ");
}

bool passes_later(std::string_view error) {
  if (std::ranges::find(passing, error.substr(0, error.find(' '))) != passing.end())
    return true;
  // Redis before 7 wraps what a script's command said: "ERR Error running script …: -OOM command
  // …".
  return error.starts_with("ERR ") && std::ranges::any_of(passing, [&](std::string_view code) {
           return error.find(": -" + std::string(code) + ' ') != std::string_view::npos;
         });
}

std::string shortened(std::string_view error) {
  constexpr size_t longest = 160;
  error = error.substr(0, error.find(", with args"));
  std::string text(error.substr(0, longest));
  std::ranges::replace_if(
      text, [](unsigned char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

} // namespace cordon::session
