// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"
#include "publish/persistent_sender.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cordon::publish {

/// A record that is to get out, and what health calls it where it does not: "replies".
struct output {
  const char* part = "";
  std::unique_ptr<adaptable_record> record{};
};

/// A record that was worked on, and what is to be in topics before its offset is committed.
struct finished_record {
  job::record_ptr record{};
  std::vector<output> outputs{};
  std::function<void()> published{}; ///< called once all of it is committed
  /// There, and there is one output: called in the place of `published` where that gives itself up.
  /// What is to go out instead is another finished_record.
  std::function<void(const std::string& why)> given_up{};
};

} // namespace cordon::publish
