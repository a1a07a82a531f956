// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "execution/outcome.hpp"
#include "jail/sample_messages.hpp"

#include <csignal>
#include <string_view>

/// What sandboxes tell of programs.
namespace cordon::execution::samples {

/// A program that ended with `code` and claims what `verdict` says.
inline outcome exited(int code, const jail::verdict& verdict) {
  outcome o;
  o.ending = jail::ending::exited;
  o.has_run = true;
  o.status = code;
  o.verdict_bytes = jail::encode(verdict);
  return o;
}

inline outcome raised(jail::verdict verdict) {
  verdict.claim = jail::claim::raised;
  verdict.exit_code = 1;
  return exited(1, verdict);
}

inline outcome ended(jail::ending how, int code = 0) {
  outcome o;
  o.ending = how;
  o.has_run = how != jail::ending::not_started;
  o.status = code;
  o.sandbox.sandbox_type = "native";
  return o;
}

inline outcome killed_for(const char* call) {
  auto o = ended(jail::ending::signaled, SIGSYS);
  o.forbidden_syscall = call;
  return o;
}

inline outcome completed_with(std::string_view value, bool is_repr = false) {
  return exited(
      0, {.claim = jail::claim::completed, .return_value_is_repr = is_repr, .return_value = value});
}

inline job::result result_of(const outcome& o) {
  return make_result(job::job{}, o);
}

} // namespace cordon::execution::samples
