// SPDX-License-Identifier: Apache-2.0
#include "publish/lasting_trouble.hpp"

#include "job/log.hpp"

#include <utility>

namespace cordon::publish {

namespace {

constexpr auto health_part = "transactions";

} // namespace

void lasting_trouble::note(const std::string& why, clock::time_point now) {
  if (!since_)
    since_ = now;
  if (now - *since_ < worth_telling)
    return;
  is_told_ = true;
  if (health_.set(health_part, why))
    job::log_event(job::log_level::warn, "transaction_waits", {{"why", why}});
}

void lasting_trouble::over() {
  since_.reset();
  if (std::exchange(is_told_, false) && health_.clear(health_part))
    job::log_event(job::log_level::info, "transactions_go_on");
}

} // namespace cordon::publish
