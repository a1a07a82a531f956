// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace cordon::test {

/// Arguments of the built `cordon`: a command, two slots with host users of their own, then `more`.
std::vector<std::string> cordon_arguments(const std::string& command,
                                          const std::vector<std::string>& more);

/// Runs it from start to end.
command_outcome run_cordon(const std::string& command, const std::vector<std::string>& more,
                           const std::string& input = "");

/// The one result of `cordon run FILE`, held against its schema.
nlohmann::json parse_result(const std::string& text);

/// The results of `cordon run --jobs`, each held against its schema, by id.
std::map<std::string, nlohmann::json> parse_results(const std::string& lines);

} // namespace cordon::test
