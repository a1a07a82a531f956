// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/run.hpp"
#include "publish/result_keeper.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace cordon::publish {

/// Whether `result` holds more than `max_bytes` of artifacts together.
bool has_large_artifacts(const job::result& result, uint64_t max_bytes);

/// The result without the content of those artifacts that do not fit into `max_bytes` together,
/// counted in their order; `details.artifacts` says how many, and `why`.
job::result without_large_artifacts(const job::result& result, uint64_t max_bytes,
                                    std::string_view why);

/// Gives `keeper` what artifacts do not fit into `max_bytes` together, counted in their order.
/// `done` gets the result with keys in their place; where there is no key, they are left out and
/// `details.artifacts` says so. `keeper` may be null. `done` is called once, from any thread.
void keep_large_artifacts(const job::run& run, const job::result& result, uint64_t max_bytes,
                          result_keeper* keeper,
                          std::function<void(std::shared_ptr<const job::result>)> done);

} // namespace cordon::publish
