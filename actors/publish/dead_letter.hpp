// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "publish/dead_letter_record.hpp"
#include "publish/persistent_sender.hpp"

#include <cstddef>
#include <string>

namespace cordon::publish {

/// A record on its way to the dead-letter topic, smaller each time that it is too large.
class dead_letter final : public adaptable_record {
public:
  dead_letter(job::record_ptr failed, std::string job_id, dead_letter_cause cause,
              std::string topic, size_t max_bytes);

  kafka::outgoing_record make() override;
  bool adapt(const kafka::delivery& refused) override;
  const std::string& job_id() const override { return job_id_; }

private:
  job::record_ptr failed_;
  std::string job_id_;
  dead_letter_cause cause_;
  std::string topic_;
  size_t max_bytes_;
  size_t made_bytes_ = 0; // of what was tried last
};

} // namespace cordon::publish
