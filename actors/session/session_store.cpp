// SPDX-License-Identifier: Apache-2.0
#include "session/session_store.hpp"

#include "job/log.hpp"
#include "session/redis_connection.hpp"
#include "session/redis_reply.hpp"
#include "session/scripts.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <mutex>
#include <random>

namespace cordon::session {

namespace {

using reply_reader = std::function<void(const redisReply*)>;

std::string random_hex() {
  std::random_device source; // the kernel's, in libstdc++
  std::array<char, 33> text{};
  for (size_t i = 0; i < 4; ++i)
    std::snprintf(text.data() + 8 * i, 9, "%08x", source());
  return {text.data(), 32};
}

/// Tells one call from all others of all workers.
std::string new_token() {
  static const std::string process = random_hex();
  static std::atomic<uint64_t> calls = 0;
  return process + '-' + std::to_string(++calls);
}

uint32_t as_count(std::optional<int64_t> number) {
  return static_cast<uint32_t>(std::clamp<int64_t>(number.value_or(0), 0, UINT32_MAX));
}

command_ptr eval(std::string_view script, const std::vector<std::string>& keys,
                 const std::vector<std::string_view>& arguments) {
  const auto key_count = std::to_string(keys.size());
  std::vector<std::string_view> all = {"EVAL", script, key_count};
  all.insert(all.end(), keys.begin(), keys.end());
  all.insert(all.end(), arguments.begin(), arguments.end());
  return format_command(all);
}

/// Says so where Redis answered anything but what the command asks for.
void log_refusal(std::string_view command, std::string_view key, const redisReply* answer) {
  const auto error = error_of(answer);
  job::log_event(job::log_level::warn, "redis_refused",
                 {{"command", command},
                  {"key", key},
                  {"reason", error ? shortened(*error) : "the answer is of another kind"}});
}

earlier read_earlier(const redisReply* answer) {
  earlier found;
  found.starts = as_count(integer_of(element_of(answer, 0)));
  if (const auto result = text_of(element_of(answer, 1)))
    found.result = *result;
  found.counted = integer_of(element_of(answer, 2)) == 1;
  return found;
}

bool answers_take_up(const redisReply* answer) {
  return integer_of(element_of(answer, 0)) && element_of(answer, 2);
}

} // namespace

// Held by the store and by what it posted. Whoever calls back holds the mutex, so that the store's
// end waits for a call that is under way, and none comes later.
struct session_store::state {
  state(io::event_loop& on, session_settings wanted, redis_address where, job::health& told)
      : loop(on), settings(std::move(wanted)), address(std::move(where)), health(told) {}

  io::event_loop& loop;
  const session_settings settings;
  const redis_address address;
  job::health& health;
  std::recursive_mutex mutex;                   // a callback may destroy the store
  bool closed = false;                          // guarded by mutex
  bool away_logged = false;                     // loop's thread
  std::unique_ptr<redis_connection> connection; // loop's thread

  std::string ttl() const {
    return std::to_string(std::max<int64_t>(1, settings.result_ttl.count()));
  }

  template <class Call>
  void call_back(Call call) {
    std::lock_guard lock(mutex);
    if (!closed)
      call();
  }

  void start();
  void went_away(const std::string& why);
  void came_back(std::chrono::milliseconds away, uint64_t given_up);
};

void session_store::state::start() {
  if (std::lock_guard lock(mutex); closed)
    return;
  connection = std::make_unique<redis_connection>(
      loop, address, settings.wait_when_down, redis_timing{},
      redis_connection::observer{
          [this](const std::string& why) { call_back([&] { went_away(why); }); },
          [this](auto away, auto given_up) { call_back([&] { came_back(away, given_up); }); }});
}

void session_store::state::went_away(const std::string& why) {
  if (settings.wait_when_down)
    health.set("redis", address.text() + ' ' + why);
  if (std::exchange(away_logged, true))
    return;
  if (settings.wait_when_down)
    job::log_event(job::log_level::warn, "waiting_for_redis",
                   {{"redis", address.text()}, {"reason", why}});
  else
    job::log_event(job::log_level::warn, "running_without_redis",
                   {{"redis", address.text()},
                    {"reason", why},
                    {"missing", "stored results, artifacts by reference, counts of starts"}});
}

void session_store::state::came_back(std::chrono::milliseconds away, uint64_t given_up) {
  if (settings.wait_when_down)
    health.clear("redis");
  if (!std::exchange(away_logged, false))
    return;
  job::log_event(job::log_level::warn, "redis_back",
                 {{"redis", address.text()},
                  {"away_ms", std::to_string(away.count())},
                  {"calls_without", std::to_string(given_up)}});
}

expected<std::unique_ptr<session_store>>
session_store::make(io::event_loop& loop, session_settings settings, job::health& health) {
  auto address = parse_redis_address(settings.redis, settings.password);
  if (!address)
    return tl::unexpected(address.error());
  if (settings.wait_when_down)
    health.set("redis", address->text() + " is not connected yet");
  auto made = std::make_shared<state>(loop, std::move(settings), std::move(*address), health);
  loop.post([made] { made->start(); });
  return std::unique_ptr<session_store>(new session_store(std::move(made)));
}

session_store::session_store(std::shared_ptr<state> made) : state_(std::move(made)) {}

session_store::~session_store() {
  {
    std::lock_guard lock(state_->mutex);
    state_->closed = true;
  }
  auto& loop = state_->loop;
  loop.post([last = std::move(state_)] { last->connection.reset(); });
}

void session_store::send(command_ptr bytes, reply_reader read) {
  state_->loop.post([to = state_, bytes = std::move(bytes), read = std::move(read)]() mutable {
    auto done = [owner = to.get(), read = std::move(read)](const redisReply* answer) {
      owner->call_back([&] { read(answer); });
    };
    if (to->connection)
      to->connection->send({std::move(bytes), std::move(done)});
  });
}

void session_store::take_up(const std::string& user_id_json, const std::string& id,
                            const job::record_position& at, std::function<void(earlier)> done) {
  const auto origin = origin_text(at);
  const auto counts_up_to = std::to_string(std::max(1U, state_->settings.max_crashes) - 1);
  const auto ttl = state_->ttl();
  const auto token = new_token();
  auto key = result_key(user_id_json, id);
  auto command = eval(take_up_script,
                      {key, origin_key(user_id_json, id), starts_key(at), starts_token_key(at)},
                      {origin, counts_up_to, ttl, token});
  send(std::move(command),
       [key = std::move(key), done = std::move(done)](const redisReply* answer) {
         if (answer && !answers_take_up(answer))
           log_refusal("take_up", key, answer);
         done(read_earlier(answer));
       });
}

void session_store::count_start(const job::record_position& at, std::function<void()> done) {
  change_count(at, "1", std::move(done));
}

void session_store::give_back_start(const job::record_position& at) {
  change_count(at, "-1", [] {});
}

void session_store::change_count(const job::record_position& at, std::string_view by,
                                 std::function<void()> done) {
  const auto ttl = state_->ttl();
  const auto token = new_token();
  send(eval(count_script, {starts_key(at), starts_token_key(at)}, {by, ttl, token}),
       [key = starts_key(at), done = std::move(done)](const redisReply* answer) {
         if (answer && !integer_of(answer))
           log_refusal("count_start", key, answer);
         done();
       });
}

void session_store::store(stored_result result, std::function<void(bool stored)> done) {
  const auto origin = origin_text(result.first);
  const auto ttl = state_->ttl();
  auto key = result_key(result.user_id_json, result.id);
  auto command = eval(store_script,
                      {key, origin_key(result.user_id_json, result.id), starts_key(result.first),
                       starts_token_key(result.first)},
                      {result.json, origin, ttl});
  send(std::move(command),
       [key = std::move(key), done = std::move(done)](const redisReply* answer) {
         const bool stored = integer_of(answer) == 1;
         if (answer && !stored)
           log_refusal("store", key, answer);
         done(stored);
       });
}

void session_store::store_artifact(const std::string& user_id_json, const std::string& id,
                                   const job::record_position&, const job::artifact& artifact,
                                   std::function<void(std::optional<std::string> ref)> done) {
  auto key = artifact_key(user_id_json, id, random_hex());
  const auto ttl = state_->ttl();
  const std::array<std::string_view, 5> set = {"SET", key, artifact.content, "EX", ttl};
  auto command = format_command(set);
  send(std::move(command),
       [key = std::move(key), done = std::move(done)](const redisReply* answer) {
         const bool kept = status_of(answer).has_value();
         if (answer && !kept)
           log_refusal("store_artifact", key, answer);
         done(kept ? std::optional(key) : std::nullopt);
       });
}

} // namespace cordon::session
