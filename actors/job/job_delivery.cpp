// SPDX-License-Identifier: Apache-2.0
#include "job/job_delivery.hpp"

#include "job/timestamp.hpp"
#include "job/topic_name.hpp"

namespace cordon::job {

namespace {

/// Some 31 years: beyond it a number is rather a time that was meant.
constexpr double max_expiry_seconds = 1e9;

constexpr double max_countdown_seconds = 86'400;
constexpr double max_max_retries = 1'000;

checked<int64_t> read_time(std::string_view field, std::string_view json) {
  const std::string text = decode_string(json);
  if (!has_rfc3339_form(text))
    return refuse(field, in_quotes(text) + " is not a time like '2026-11-23T18:30:00Z' (RFC 3339)");
  const auto at_ms = from_rfc3339(text);
  if (!at_ms)
    return refuse(field, "there is no such time as " + in_quotes(text));
  return *at_ms;
}

checked<expiry> read_expiry_seconds(std::string_view field, std::string_view json) {
  const auto seconds = read_number(field, json);
  if (!seconds)
    return tl::unexpected(seconds.error());
  if (*seconds < 0)
    return refuse(field, shown_number(json)
                             + " is below 0; seconds after the record's timestamp are meant");
  if (*seconds > max_expiry_seconds)
    return refuse(field, shown_number(json)
                             + " is above 1000000000; seconds after the record's timestamp are"
                               " meant, a time is written like '2026-11-23T18:30:00Z'");
  return expiry{std::nullopt, *seconds};
}

checked<expiry> read_expiry_time(std::string_view field, std::string_view json) {
  const auto at_ms = read_time(field, json);
  if (!at_ms)
    return tl::unexpected(at_ms.error());
  return expiry{*at_ms, std::nullopt};
}

} // namespace

checked<expiry> read_expiry(std::string_view field, std::string_view json) {
  switch (type_of(json)) {
  case json_type::null:
    return expiry{};
  case json_type::number:
    return read_expiry_seconds(field, json);
  case json_type::string:
    return read_expiry_time(field, json);
  default:
    return refuse_type(field, "a number of seconds, a time (RFC 3339) or null", json);
  }
}

checked<uint32_t> read_max_retries(std::string_view field, std::string_view json) {
  const auto retries = read_whole_number(field, json);
  if (!retries)
    return tl::unexpected(retries.error());
  if (*retries < 0 || *retries > max_max_retries)
    return refuse(field, shown_number(json) + " is not between 0 and 1000");
  return static_cast<uint32_t>(*retries);
}

checked<double> read_countdown(std::string_view field, std::string_view json) {
  const auto seconds = read_number(field, json);
  if (!seconds)
    return tl::unexpected(seconds.error());
  if (*seconds < 0 || *seconds > max_countdown_seconds)
    return refuse(field, shown_number(json)
                             + " is not between 0 and 86400, seconds after the record's timestamp");
  return *seconds;
}

checked<std::optional<int64_t>> read_eta(std::string_view field, std::string_view json) {
  if (json == "null")
    return std::nullopt;
  if (type_of(json) != json_type::string)
    return refuse_type(field, "a time (RFC 3339) or null", json);
  return read_time(field, json);
}

checked<std::string> read_reply_topic(std::string_view field, std::string_view json) {
  if (json == "null")
    return std::string();
  if (type_of(json) != json_type::string)
    return refuse_type(field, "a topic's name or null", json);
  auto topic = decode_string(json);
  if (!is_topic_name(topic))
    return refuse(field, in_quotes(topic) + std::string(topic_name_rule));
  return topic;
}

} // namespace cordon::job
