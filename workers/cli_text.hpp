// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// The words of the command line's help.
namespace cordon::workers::cli_text {

extern const std::string_view overview;
extern const std::string_view run_description;
extern const std::string_view run_footer;
extern const std::string_view worker_description;
extern const std::string_view worker_footer;
extern const std::string_view up_description;
extern const std::string_view up_footer;
extern const std::string_view submit_description;
extern const std::string_view submit_footer;
extern const std::string_view result_description;
extern const std::string_view result_footer;
extern const std::string_view cancel_description;
extern const std::string_view cancel_footer;
extern const std::string_view topics_description;
extern const std::string_view topics_footer;
extern const std::string_view dead_letters_description;
extern const std::string_view dead_letters_footer;
extern const std::string_view doctor_description;
extern const std::string_view doctor_footer;

} // namespace cordon::workers::cli_text
