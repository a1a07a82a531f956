// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// The words of the command line's help.
namespace cordon::workers::cli_text {

extern const std::string_view overview;
extern const std::string_view run_description;
extern const std::string_view run_footer;
extern const std::string_view doctor_description;
extern const std::string_view doctor_footer;

} // namespace cordon::workers::cli_text
