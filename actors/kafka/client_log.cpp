// SPDX-License-Identifier: Apache-2.0
#include "kafka/client_log.hpp"

#include "job/log.hpp"

#include <syslog.h>

namespace cordon::kafka {

namespace {

constexpr const char* secret_properties[] = {
    "sasl.password",         "ssl.key.password",        "ssl.key.pem",
    "ssl.keystore.password", "sasl.oauthbearer.config", "sasl.oauthbearer.client.secret",
};

/// A shorter value would blot out half of every line, and is no secret.
constexpr size_t shortest_secret = 4;

std::string value_of(const rd_kafka_conf_t& conf, const char* name) {
  size_t size = 0; // with the final zero
  if (rd_kafka_conf_get(&conf, name, nullptr, &size) != RD_KAFKA_CONF_OK || size == 0)
    return {};
  std::string value(size, '\0');
  if (rd_kafka_conf_get(&conf, name, value.data(), &size) != RD_KAFKA_CONF_OK)
    return {};
  value.resize(value.find('\0'));
  return value;
}

/// Consumer and producer get the operator's properties alike, and half of them concern only the
/// other; what a client that ends has not delivered is known; and each transaction that follows
/// another at once is put off for some milliseconds.
bool is_expected(std::string_view facility, std::string_view text) {
  return facility == "TERMINATE"
         || text.find("another concurrent operation on the same transaction") != text.npos
         || (facility == "CONFWARN" && text.find("will be ignored by this") != text.npos);
}

job::log_level to_level(int syslog_level) {
  if (syslog_level <= LOG_ERR)
    return job::log_level::error;
  if (syslog_level == LOG_WARNING)
    return job::log_level::warn;
  return syslog_level == LOG_DEBUG ? job::log_level::debug : job::log_level::info;
}

} // namespace

std::string without_secrets(std::string text, const rd_kafka_conf_t& conf) {
  for (const char* name : secret_properties) {
    const auto secret = value_of(conf, name);
    if (secret.size() < shortest_secret)
      continue;
    for (size_t at = 0; (at = text.find(secret, at)) != std::string::npos; at += 3)
      text.replace(at, secret.size(), "***");
  }
  return text;
}

void log_client_line(const rd_kafka_t* client, int level, const char* facility, const char* text) {
  if (!job::would_log(to_level(level)) || is_expected(facility, text))
    return;
  // A client that is being made has lines to write before it exists.
  const auto* conf = client ? rd_kafka_conf(const_cast<rd_kafka_t*>(client)) : nullptr;
  const auto line = conf ? without_secrets(text, *conf) : std::string(text);
  job::log_event(
      to_level(level), "librdkafka",
      {{"client", client ? rd_kafka_name(client) : ""}, {"facility", facility}, {"text", line}});
}

} // namespace cordon::kafka
