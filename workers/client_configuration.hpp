// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"
#include "configuration.hpp"
#include "run_file.hpp"

#include <chrono>
#include <string>

namespace cordon::workers {

/// How long a command waits for an answer of a broker or a Redis before it says that there is none.
inline constexpr std::chrono::seconds server_patience{10};

/// The configuration of a command that talks to Kafka or Redis: what the sources say and, where
/// nothing names a broker, the `cordon up` that runs. Sets the log level; a run file that can't be
/// used is told on standard error. Errors as of `load_configuration`.
expected<configuration> load_client_configuration(const configuration_flags& flags);

/// Puts a `cordon up` in the place of brokers, and of a Redis, that nothing names. Gives what the
/// reader is to know where there is a run file that can't be used, else "".
std::string use_run_file(const expected<run_file>& found, configuration& into);

/// The brokers, for messages: "127.0.0.1:9092".
std::string brokers_of(const configuration&);

/// Prints the error on standard error after the command's name, without control characters.
exit_code complain(const error& problem, exit_code code, const char* command = "cordon");

/// The code of an error that a command ended with: usage for what the caller wrote.
exit_code code_of(const error& problem);

} // namespace cordon::workers
