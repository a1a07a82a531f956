// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"
#include "job/request.hpp"

namespace cordon::intake {

/// The record that a job came with first: the one that a delayed or retried copy names in its
/// headers, or the record itself; and how many attempts were made before. Headers that can't be
/// read, or name a record of another topic (as other software that writes Spring's headers leaves
/// them), count for nothing.
job::first_record first_record_of(const job::record& record);

} // namespace cordon::intake
