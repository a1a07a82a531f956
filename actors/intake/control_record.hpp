// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <string>
#include <string_view>

namespace cordon::intake {

/// Something that all workers are told: to cancel a job, the only action there is yet.
struct control_record {
  std::string id;                    ///< the job's
  std::string user_id_json = "null"; ///< as in job::job
};

/// Reads the value of a record of the control topic, as schemas/control-record.schema.json has it.
/// `bytes` are hostile. Errors: bad_input that names the field and says what would be right.
expected<control_record> parse_control_record(std::string_view bytes);

/// The record's value; ids that are not UTF-8 have U+FFFD in places.
std::string to_json(const control_record& record);

} // namespace cordon::intake
