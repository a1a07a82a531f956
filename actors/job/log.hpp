// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

namespace cordon::job {

/// How much an event matters to an operator.
enum class log_level { debug, info, warn, error };

/// Only events of `name` (trace, debug, info, warn, error, critical, off) and above are written
/// from now on. Without a call: warn. Thread-safe.
void set_log_level(std::string_view name);

/// Whether events of that level are written; for fields that cost something to make.
bool would_log(log_level level);

/// Writes one event as a JSON line on stderr: time, level, event, then the fields. Keys are stable
/// names; values are ids, counts and reasons, never code, output or a secret. Thread-safe.
void log_event(log_level level, std::string_view event,
               std::initializer_list<std::pair<std::string_view, std::string_view>> fields = {});

} // namespace cordon::job
