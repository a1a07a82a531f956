// SPDX-License-Identifier: Apache-2.0
#include "kafka/properties.hpp"

#include "kafka/client_log.hpp"
#include "kafka/property_table.hpp"

#include <array>
#include <string_view>

namespace cordon::kafka {

namespace {

/// A property that cordon sets itself, and what it would break if another did.
struct owned_property {
  std::string_view name;
  std::string_view why;
};

constexpr std::string_view offsets = "offsets are committed by cordon, once a job is answered";
constexpr std::string_view group = "the consumer group is named by cordon's own configuration";
constexpr std::string_view waiting = "what was sent is kept until the broker has it";
constexpr std::string_view idempotence = "replies go through an idempotent producer";
constexpr std::string_view order = "records of a partition are sent in their order";

constexpr owned_property owned_properties[] = {
    {"enable.auto.commit", offsets},
    {"auto.commit.enable", offsets},
    {"enable.auto.offset.store", offsets},
    {"group.id", group},
    {"group.instance.id", group},
    {"isolation.level", "it is read_committed: a job that a transaction took back is none"},
    {"transactional.id", "it is made of the worker's name and group"},
    {"enable.idempotence", idempotence},
    {"enable.gapless.guarantee", idempotence},
    {"acks", idempotence},
    {"request.required.acks", idempotence},
    {"message.timeout.ms", waiting},
    {"delivery.timeout.ms", waiting},
    {"message.send.max.retries", waiting},
    {"retries", waiting},
    {"queuing.strategy", order},
    {"batch.size", "a small reply must not be refused for a large one beside it"},
    {"log.queue", "librdkafka's log lines go to cordon's log"},
};

const owned_property* find_owned(std::string_view name) {
  for (const auto& owned : owned_properties)
    if (owned.name == name)
      return &owned;
  return nullptr;
}

tl::unexpected<cordon::error> unknown(const std::string& name) {
  return fail(errc::bad_input,
              std::string("librdkafka ") + rd_kafka_version_str()
                  + " has no property of this name; its CONFIGURATION.md lists them",
              name);
}

tl::unexpected<cordon::error> wrong_value(const std::string& name) {
  const auto found = property_table().find(name);
  if (found == property_table().end())
    return fail(errc::bad_input, "librdkafka does not take this value", name);
  const auto& [type, range] = found->second;
  return fail(errc::bad_input,
              "librdkafka does not take this value; it wants: " + type
                  + (range.empty() ? "" : " (" + range + ")"),
              name);
}

expected<void> set(rd_kafka_conf_t& conf, const std::string& name, const std::string& value) {
  if (value.find('\0') != std::string::npos)
    return fail(errc::bad_input, "the value holds a zero byte", name);
  // librdkafka's own message is not used: it repeats the value, which may be a secret.
  std::array<char, 512> ignored{};
  switch (rd_kafka_conf_set(&conf, name.c_str(), value.c_str(), ignored.data(), ignored.size())) {
  case RD_KAFKA_CONF_OK:
    return {};
  case RD_KAFKA_CONF_UNKNOWN:
    return unknown(name);
  case RD_KAFKA_CONF_INVALID:
    break;
  }
  return wrong_value(name);
}

expected<void> check_free(const std::string& name) {
  if (const auto* owned = find_owned(name))
    return fail(errc::bad_input, "cannot be set: " + std::string(owned->why), name);
  const auto found = property_table().find(name);
  if (found != property_table().end() && found->second.type == "see dedicated API")
    return fail(errc::bad_input, "is no setting but a hook for programs: leave it out", name);
  return {};
}

expected<void> set_all(rd_kafka_conf_t& conf, const properties& all) {
  for (const auto& [name, value] : all)
    if (auto done = set(conf, name, value); !done)
      return done;
  return {};
}

} // namespace

expected<void> check_property(const std::string& name, const std::string& value) {
  if (auto free = check_free(name); !free)
    return free;
  const configuration scratch(rd_kafka_conf_new());
  return set(*scratch, name, value);
}

expected<configuration> make_configuration(const properties& ours, const properties& theirs,
                                           const properties& must_hold) {
  for (const auto& [name, value] : theirs)
    if (auto free = check_free(name); !free)
      return tl::unexpected(free.error());
  configuration made(rd_kafka_conf_new());
  rd_kafka_conf_set_log_cb(made.get(), log_client_line);
  for (const auto* part : {&ours, &theirs, &must_hold})
    if (auto done = set_all(*made, *part); !done)
      return tl::unexpected(done.error());
  return made;
}

expected<client> make_client(rd_kafka_type_t type, configuration conf) {
  std::array<char, 512> why{};
  client made(rd_kafka_new(type, conf.get(), why.data(), why.size()));
  if (made) {
    static_cast<void>(conf.release()); // the client's from now on
    return made;
  }
  const auto code = rd_kafka_last_error();
  return fail(code == RD_KAFKA_RESP_ERR__INVALID_ARG ? errc::bad_input : errc::system,
              without_secrets(why.data(), *conf), "librdkafka");
}

} // namespace cordon::kafka
