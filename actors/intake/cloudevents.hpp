// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"
#include "job/request.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cordon::intake {

/// The job's text in a record, taken out of the CloudEvent around it where there is one. Refers to
/// the record's value: must not outlive it.
struct unwrapped_job {
  job::envelope envelope = job::envelope::plain;
  /// Why the record holds no job or no valid event; "" where nothing was found.
  std::string problem;
  std::string_view in_value;          ///< the text, as far as it could be made out
  std::optional<std::string> decoded; ///< the text where it was in base64

  std::string_view text() const { return decoded ? std::string_view(*decoded) : in_value; }
};

/// Finds out how a record's job is wrapped, by the Kafka protocol binding of CloudEvents 1.0: a
/// header `content-type` that begins with "application/cloudevents" says structured mode, a header
/// `ce_specversion` binary mode. What is in the job is not looked at.
unwrapped_job unwrap(const job::record& record);

} // namespace cordon::intake
