// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace cordon::job {

/// A user_id in the form in which users are compared and keys are built: null as the empty string,
/// an integer as its decimal text and equal to that text, '%' and ':' percent-encoded, so that
/// `user_text + ':' + id` is unambiguous.
/// @pre `user_id_json` is the JSON text of a string, an integer or null
std::string user_text(const std::string& user_id_json);

} // namespace cordon::job
