// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/json_write.hpp"

#include <optional>
#include <string>

namespace cordon::workers {

/// The user_id that --user names, as JSON text. One that is an integer in the job is the same user
/// as its decimal text.
inline std::string user_json(const std::optional<std::string>& user) {
  std::string json;
  if (user)
    job::append_json_string(json, *user);
  return user ? json : "null";
}

} // namespace cordon::workers
