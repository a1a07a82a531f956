// SPDX-License-Identifier: Apache-2.0
#include "session/session_store.hpp"

#include "job/log.hpp"
#include "job/wall_clock.hpp"
#include "session/claim_leases.hpp"
#include "session/redis_connection.hpp"
#include "session/redis_reply.hpp"
#include "session/redis_script.hpp"
#include "session/scripts.hpp"
#include "session/take_up_answer.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <mutex>
#include <random>

namespace cordon::session {

namespace {

/// One that is lost or late does no harm.
constexpr int renewals_a_lease = 3;

/// The delay topics may be late.
constexpr std::chrono::milliseconds claim_beyond_delay = std::chrono::minutes(1);

using reply_reader = std::function<void(const redisReply*)>;

std::string random_hex() {
  std::random_device source; // the kernel's, in libstdc++
  std::array<char, 33> text{};
  for (size_t i = 0; i < 4; ++i)
    std::snprintf(text.data() + 8 * i, 9, "%08x", source());
  return {text.data(), 32};
}

/// Of a time to live: Redis takes none below 1.
std::string seconds_text(std::chrono::seconds ttl) {
  return std::to_string(std::max<int64_t>(1, ttl.count()));
}

/// The keys of `take_up_script` and `store_script`.
std::vector<std::string> names_of(const std::string& user_id_json, const std::string& id,
                                  const job::record_position& at) {
  return {result_key(user_id_json, id), origin_key(user_id_json, id), starts_key(at),
          starts_token_key(at), claim_key(user_id_json, id)};
}

/// Tells one call from all others of all workers.
std::string new_token() {
  static const std::string process = random_hex();
  static std::atomic<uint64_t> calls = 0;
  return process + '-' + std::to_string(++calls);
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
  claim_leases leases;
  std::optional<io::timer> renewal; // loop's thread
  size_t renewals_under_way = 0;    // loop's thread

  std::string ttl() const { return seconds_text(settings.result_ttl); }

  template <class Call>
  void call_back(Call call) {
    std::lock_guard lock(mutex);
    if (!closed)
      call();
  }

  void start();
  void went_away(const std::string& why);
  void came_back(std::chrono::milliseconds away, uint64_t given_up);
  void renew();
};

void session_store::state::start() {
  if (std::lock_guard lock(mutex); closed)
    return;
  connection = std::make_unique<redis_connection>(
      loop, address, settings.wait_when_down, redis_timing{},
      redis_connection::observer{
          [this](const std::string& why) { call_back([&] { went_away(why); }); },
          [this](auto away, auto given_up) { call_back([&] { came_back(away, given_up); }); }});
  renewal.emplace(loop, [this] { renew(); });
  renewal->start(settings.claim_lease / renewals_a_lease);
}

/// Nothing piles up while Redis is away: what waits there renews as well later.
void session_store::state::renew() {
  renewal->start(settings.claim_lease / renewals_a_lease);
  if (renewals_under_way != 0)
    return;
  for (auto& command : leases.renewals(settings.claim_lease)) {
    ++renewals_under_way;
    connection->send({std::move(command),
                      [this](const redisReply* answer) {
                        --renewals_under_way;
                        if (answer && !integer_of(answer))
                          log_refusal("renew", "cordon:claim:…", answer);
                      },
                      false});
  }
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
    job::log_event(
        job::log_level::warn, "running_without_redis",
        {{"redis", address.text()},
         {"reason", why},
         {"missing", "stored results, artifacts by reference, dedupe, counts of starts"}});
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
  loop.post([last = std::move(state_)] {
    last->renewal.reset();
    last->connection.reset();
  });
}

void session_store::send(command_ptr bytes, reply_reader read, bool waits_for_room) {
  state_->loop.post(
      [to = state_, bytes = std::move(bytes), read = std::move(read), waits_for_room]() mutable {
        auto done = [owner = to.get(), read = std::move(read)](const redisReply* answer) {
          owner->call_back([&] { read(answer); });
        };
        if (to->connection)
          to->connection->send({std::move(bytes), std::move(done), waits_for_room});
      });
}

void session_store::take_up(const asked_job& asked, std::function<void(job::earlier_runs)> done) {
  const auto origin = origin_text(asked.first);
  const auto counts_up_to = std::to_string(std::max(1U, state_->settings.max_crashes) - 1);
  const auto ttl = state_->ttl();
  const auto token = new_token();
  const auto lease = std::to_string(state_->settings.claim_lease.count());
  const auto keys = names_of(asked.user_id_json, asked.id, asked.at);
  auto command =
      eval(take_up_script, keys,
           std::vector<std::string_view>{origin, counts_up_to, ttl, token, asked.digest, lease});
  send(std::move(command), [&leases = state_->leases, name = keys.front(), at = asked.at,
                            claim = held_claim{keys.back(), asked.digest, asked.first},
                            done = std::move(done)](const redisReply* answer) {
    const bool is_known = answers_take_up(answer);
    if (answer && !is_known)
      log_refusal("take_up", name, answer);
    auto found = read_earlier(answer);
    if (is_known && found.claim == job::claim::ours && !found.result && !claim.digest.empty())
      leases.take(at, claim);
    done(std::move(found));
  });
}

void session_store::let_go(const job::record_position& at) {
  state_->leases.let_go(at);
}

void session_store::let_go_of_partition(const std::string& topic, int32_t partition) {
  state_->leases.let_go_of_partition(topic, partition);
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
  const std::array<std::string, 2> keys = {starts_key(at), starts_token_key(at)};
  send(eval(count_script, keys, std::vector<std::string_view>{by, ttl, token}),
       [key = starts_key(at), done = std::move(done)](const redisReply* answer) {
         if (answer && !integer_of(answer))
           log_refusal("count_start", key, answer);
         done();
       });
}

void session_store::store(job::stored_result result, std::function<void(bool stored)> done) {
  const auto origin = origin_text(result.first);
  const auto ttl = state_->ttl();
  const auto digest = state_->leases.end(result.at);
  const auto claim_ttl =
      result.gives_up_claim ? std::string("0") : seconds_text(state_->settings.dedupe_ttl);
  auto keys = names_of(result.user_id_json, result.id, result.at);
  auto command = eval(store_script, keys,
                      std::vector<std::string_view>{result.json, origin, ttl, digest, claim_ttl});
  send(std::move(command),
       [key = std::move(keys.front()), done = std::move(done)](const redisReply* answer) {
         if (answer && !integer_of(answer))
           log_refusal("store", key, answer);
         done(integer_of(answer) == 1);
       });
}

void session_store::put_off(const job::put_off_job& job, std::function<void()> done) {
  const std::chrono::milliseconds wait(
      std::max<int64_t>(0, job.due_ms - job::milliseconds_since_epoch()));
  send(state_->leases.put_off(job, wait + claim_beyond_delay),
       [id = job.id, done = std::move(done)](const redisReply* answer) {
         if (answer && !integer_of(answer))
           log_refusal("put_off", id, answer);
         done();
       });
}

void session_store::store_artifact(const std::string& user_id_json, const std::string& id,
                                   const job::artifact& artifact,
                                   std::function<void(std::optional<std::string> ref)> done) {
  auto key = artifact_key(user_id_json, id, random_hex());
  const auto ttl = state_->ttl();
  const std::array<std::string_view, 5> set = {"SET", key, artifact.content, "EX", ttl};
  auto command = format_command(set);
  auto read = [key = std::move(key), done = std::move(done)](const redisReply* answer) {
    const bool kept = status_of(answer).has_value();
    if (answer && !kept)
      log_refusal("store_artifact", key, answer);
    done(kept ? std::optional(key) : std::nullopt);
  };
  // One job's large files are not to hold up all the others.
  send(std::move(command), std::move(read), false);
}

} // namespace cordon::session
