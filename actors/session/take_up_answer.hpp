// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/earlier_runs.hpp"

struct redisReply;

namespace cordon::session {

// What Redis answers to `take_up_script`; null where it does not answer.

/// Whether it is such an answer at all.
bool answers_take_up(const redisReply* answer);

/// What it says; of anything else: that nothing is known.
job::earlier_runs read_earlier(const redisReply* answer);

} // namespace cordon::session
