// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace cordon::workers {

/// What a command heeds of the configuration that looks at the sandbox alone.
inline constexpr std::array<std::string_view, 3> heeded_by_programs = {"worker", "execution",
                                                                       "audit"};

// The command lines of single commands, without the command's own name.

cli_outcome parse_run(std::span<const std::string> arguments);
cli_outcome parse_submit(std::span<const std::string> arguments);
cli_outcome parse_result(std::span<const std::string> arguments);
cli_outcome parse_cancel(std::span<const std::string> arguments);
cli_outcome parse_topics(std::span<const std::string> arguments);
cli_outcome parse_dead_letters(std::span<const std::string> arguments);

} // namespace cordon::workers
