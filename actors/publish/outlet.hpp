// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "publish/finished_record.hpp"

namespace cordon::publish {

/// The last step to Kafka, as often as the way of delivery says.
class outlet {
public:
  virtual ~outlet() = default;

  /// Gets the outputs out, for ever if need be. Called on the loop's thread.
  virtual void publish(finished_record finished) = 0;

  /// Forgets what is under way: nothing is told `published` any more. Called on the loop's thread.
  virtual void clear() = 0;
};

} // namespace cordon::publish
