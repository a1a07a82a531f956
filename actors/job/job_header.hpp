// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/field_check.hpp"
#include "job/job.hpp"

#include <string>
#include <string_view>

namespace cordon::job {

// The fields that an answer repeats, or that lead it to its asker: read with care in a job, and
// with forbearance in a message that is none. `json` is the text of the field's value.

/// 1 to 256 bytes.
checked<std::string> read_id(std::string_view field, std::string_view json);

/// Any type that the contract names, delivered or not.
checked<job_type> read_type(std::string_view field, std::string_view json);

/// Whether this build knows how to do jobs of that type.
bool is_delivered(job_type type);

/// The JSON text of a string, an integer of however many digits, or null, of at most 1,024 bytes.
checked<std::string> read_user_id(std::string_view field, std::string_view json);

/// A string of at most 1,024 bytes of JSON.
checked<std::string> read_session_id(std::string_view field, std::string_view json);

/// The JSON text of an object of at most 4 KiB.
checked<std::string> read_metadata(std::string_view field, std::string_view json);

/// The JSON text of an object.
checked<std::string> read_object(std::string_view field, std::string_view json);

/// A job without all that its answer does not need: what stands in a rejection.
job header_of(const job& from);

/// What can be made out of the beginning of a message that is refused: each of these fields counts
/// where it comes first, and only if it is as it should be. `bytes` hold no fault (json_check.hpp)
/// but may end early.
job read_header(std::string_view bytes, const std::string& default_id);

} // namespace cordon::job
