// SPDX-License-Identifier: Apache-2.0
#include "session/claim_leases.hpp"

#include "session/keys.hpp"
#include "session/redis_script.hpp"
#include "session/scripts.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace cordon::session {

namespace {

/// No command holds Redis up for long.
constexpr size_t claims_a_command = 100;

} // namespace

std::string held_claim::running_text() const {
  return "running " + digest + ' ' + origin_text(first);
}

void claim_leases::take(const job::record_position& at, held_claim claim) {
  std::lock_guard lock(mutex_);
  auto& one = by_record_[place_text(at)];
  const auto takers = one.claim.key.empty() ? 1 : one.takers + 1;
  one = {std::move(claim), at, takers};
}

void claim_leases::let_go(const job::record_position& at) {
  std::lock_guard lock(mutex_);
  const auto found = by_record_.find(place_text(at));
  if (found != by_record_.end() && --found->second.takers == 0)
    by_record_.erase(found);
}

void claim_leases::let_go_of_partition(const std::string& topic, int32_t partition) {
  std::lock_guard lock(mutex_);
  std::erase_if(by_record_, [&](const auto& one) {
    const auto& at = one.second.at;
    return at.partition == partition && at.topic == topic;
  });
}

std::string claim_leases::end(const job::record_position& at) {
  std::lock_guard lock(mutex_);
  const auto ended = by_record_.extract(place_text(at));
  return ended ? ended.mapped().claim.digest : std::string();
}

command_ptr claim_leases::put_off(const job::put_off_job& job, std::chrono::milliseconds lease) {
  const held_claim claim{claim_key(job.user_id_json, job.id), end(job.at), job.first};
  const auto running = claim.digest.empty() ? std::string() : claim.running_text();
  const auto lease_text = std::to_string(lease.count());
  const std::array<std::string, 3> keys = {starts_key(job.at), starts_token_key(job.at), claim.key};
  return eval(put_off_script, keys, std::vector<std::string_view>{running, lease_text});
}

std::vector<command_ptr> claim_leases::renewals(std::chrono::milliseconds lease) const {
  const auto lease_text = std::to_string(lease.count());
  std::vector<command_ptr> commands;
  std::lock_guard lock(mutex_);
  for (auto next = by_record_.begin(); next != by_record_.end();) {
    std::vector<std::string> keys, texts;
    for (; next != by_record_.end() && keys.size() < claims_a_command; ++next) {
      keys.push_back(next->second.claim.key);
      texts.push_back(next->second.claim.running_text());
    }
    std::vector<std::string_view> arguments = {lease_text};
    arguments.insert(arguments.end(), texts.begin(), texts.end());
    commands.push_back(eval(renew_script, keys, arguments));
  }
  return commands;
}

} // namespace cordon::session
