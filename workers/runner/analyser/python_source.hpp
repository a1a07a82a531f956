// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python_ref.hpp"
#include "validation/policy.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cordon::analyser {

using runner::py_ref;

/// What CPython makes of a source: an object, or the violation that says why there is none.
struct parse_result {
  py_ref object;
  std::optional<job::validation_violation> refusal;
};

/// Hands sources to the interpreter's own parser and compiler, exactly as `compile(str, …, "exec")`
/// would: UTF-8 whatever an encoding cookie says, a byte order mark is an error. Nothing that it
/// makes is ever run. Keeps one buffer; not thread-safe; needs the GIL.
class python_source {
public:
  /// Throws std::bad_alloc.
  python_source();

  /// Takes a copy of `code`. Whatever is no text that CPython could read (NUL, not UTF-8) is a
  /// syntax error; what its parser could not bear is a code_complexity.
  std::optional<job::validation_violation> load(std::string_view code);

  /// The syntax tree, an `ast.Module`.
  parse_result parse() const;

  /// Compiles to code and drops it: finds what the parser leaves to the compiler, such as `return`
  /// outside a function.
  std::optional<job::validation_violation> compile() const;

  /// Whether `finally` occurs at all, be it in a string.
  bool mentions_finally() const { return code_.find("finally") != std::string::npos; }

  std::string_view code() const { return code_; }

private:
  enum class stage : uint8_t { parse, compile };

  py_ref build(int compiler_flags) const;
  job::validation_violation take_error(stage at) const;
  job::validation_violation to_violation(PyObject* exception, stage at) const;

  std::string code_;
  py_ref file_name_;
};

/// A code_complexity violation about the whole source.
job::validation_violation complexity(std::string message);

} // namespace cordon::analyser
