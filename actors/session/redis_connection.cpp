// SPDX-License-Identifier: Apache-2.0
#include "session/redis_connection.hpp"

#include "job/log.hpp"
#include "session/redis_reply.hpp"

#include <algorithm>

namespace cordon::session {

namespace {

constexpr size_t large_command_bytes = 1 << 20;
constexpr uint32_t max_broken_links = 5;
constexpr std::chrono::seconds lasting{5}; // a link that stood as long was a good one

} // namespace

redis_connection::redis_connection(io::event_loop& loop, redis_address address, bool wait,
                                   const redis_timing& timing, observer told)
    : loop_(loop), address_(std::move(address)), wait_(wait), timing_(timing),
      observer_(std::move(told)), next_(loop, [this] {
        if (candidates_.empty())
          begin_attempt();
        else
          try_next_candidate();
      }) {
  begin_attempt();
}

redis_connection::~redis_connection() = default;

void redis_connection::begin_attempt() {
  if (!address_.path.empty())
    return found(std::vector{io::unix_address(address_.path)});
  lookup_ = std::make_unique<io::address_lookup>(
      loop_, address_.host, address_.port,
      [this](auto candidates) { found(std::move(candidates)); });
}

void redis_connection::found(expected<std::vector<io::socket_address>> candidates) {
  if (!candidates)
    return lost(candidates.error().what, false);
  candidates_ = std::move(*candidates);
  std::ranges::reverse(candidates_);
  try_next_candidate();
}

void redis_connection::try_next_candidate() {
  const auto where = candidates_.back();
  candidates_.pop_back();
  link_ = std::make_unique<redis_link>(
      loop_, address_, timing_,
      redis_link::events{
          [this] { link_up(); }, [this](const redisReply& r) { link_reply(r); },
          [this](std::string why, bool refused) { link_down(std::move(why), refused); }});
  link_->open(where);
}

void redis_connection::link_up() {
  candidates_.clear();
  up_since_ = clock::now();
  if (refused_ && !commands_.empty()) {
    state_ = state::trying;
    sent_ = 1;
    return link_->send(commands_.front().bytes);
  }
  announce_back();
  send_waiting();
}

void redis_connection::announce_back() {
  const bool was_away = away_since_ != clock::time_point();
  const auto away = std::chrono::duration_cast<std::chrono::milliseconds>(
      was_away ? clock::now() - away_since_ : clock::duration::zero());
  const auto given_up = std::exchange(given_up_, 0);
  state_ = state::up;
  refused_ = false;
  away_since_ = {};
  why_.clear();
  observer_.back(away, given_up);
}

void redis_connection::send_waiting() {
  for (; sent_ < commands_.size(); ++sent_)
    link_->send(commands_[sent_].bytes);
}

void redis_connection::send(command command) {
  if (state_ == state::down && !wait_) {
    ++given_up_;
    return command.done(nullptr);
  }
  commands_.push_back(std::move(command));
  if (state_ == state::up)
    send_waiting();
}

/// Whether the oldest command is to be sent again later.
bool redis_connection::is_to_wait(const redisReply& reply) const {
  const auto error = error_of(&reply);
  return error && passes_later(*error)
         && (commands_.front().waits_for_room || !is_out_of_memory(*error));
}

void redis_connection::link_reply(const redisReply& reply) {
  if (is_to_wait(reply)) {
    const auto why = "answers: " + shortened(error_of(&reply).value());
    link_->close();
    refused_ = true;
    return lost(why, true);
  }
  attempts_ = 0;
  auto answered = std::move(commands_.front());
  commands_.pop_front();
  --sent_;
  if (state_ == state::trying)
    announce_back();
  answered.done(&reply);
  if (state_ == state::up)
    send_waiting();
}

void redis_connection::link_down(std::string why, bool refused) {
  const bool was_up = state_ == state::up || state_ == state::trying;
  if (was_up && clock::now() - up_since_ > lasting)
    attempts_ = 0;
  if (was_up && sent_ > 0)
    drop_what_breaks();
  if (!was_up && !candidates_.empty())
    return next_.start(std::chrono::milliseconds(0)); // destroys the link, which is calling
  candidates_.clear();
  lost(why, refused);
}

// A server can be set up to hang up on large values: what is behind one is not to wait for ever.
void redis_connection::drop_what_breaks() {
  auto& oldest = commands_.front();
  if (oldest.bytes->size <= large_command_bytes || ++oldest.broke < max_broken_links)
    return;
  job::log_event(job::log_level::error, "redis_command_given_up",
                 {{"bytes", std::to_string(oldest.bytes->size)},
                  {"reason", "each connection that it was sent on ended before the answer"}});
  auto given_up = std::move(oldest);
  commands_.pop_front();
  given_up.done(nullptr);
}

void redis_connection::lost(const std::string& why, bool refused) {
  sent_ = 0;
  if (state_ != state::down && away_since_ == clock::time_point())
    away_since_ = clock::now();
  state_ = state::down;
  next_.start(next_delay(refused));
  if (why_ != why) {
    why_ = why;
    observer_.away(why);
  }
  if (!wait_)
    give_up_all();
}

void redis_connection::give_up_all() {
  auto commands = std::exchange(commands_, {});
  given_up_ += commands.size();
  for (auto& one : commands)
    one.done(nullptr);
}

std::chrono::milliseconds redis_connection::next_delay(bool refused) {
  const auto doubled = timing_.first_retry * (1U << std::min(attempts_++, 16U));
  const auto delay = std::max(refused ? timing_.refused_retry : timing_.first_retry,
                              std::min(doubled, timing_.last_retry));
  std::uniform_int_distribution<int64_t> percent(75, 125);
  return delay * percent(jitter_) / 100;
}

} // namespace cordon::session
