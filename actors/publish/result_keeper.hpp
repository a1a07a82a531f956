// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"
#include "job/result.hpp"
#include "job/stored_result.hpp"

#include <functional>
#include <optional>
#include <string>

namespace cordon::publish {

/// Where results and large artifacts are kept for those who ask by id. Any thread may call; each
/// callback comes once, from any thread.
class result_keeper {
public:
  virtual ~result_keeper() = default;

  /// `done(true)` where the result is there now; false where it is not kept.
  virtual void store(job::stored_result result, std::function<void(bool stored)> done) = 0;

  /// The job keeps its name until it runs again; `done` comes either way.
  virtual void put_off(job::put_off_job job, std::function<void()> done) = 0;

  /// `done` gets the key that the bytes are under, or nothing where none are kept. `artifact` is
  /// looked at during the call only.
  virtual void store_artifact(const std::string& user_id_json, const std::string& id,
                              const job::artifact& artifact,
                              std::function<void(std::optional<std::string> ref)> done) = 0;
};

} // namespace cordon::publish
