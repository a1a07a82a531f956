// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analyser/source_analyser.hpp"

#include "job/profile.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::analyser {

/// Starts the interpreter of the test process, once, as isolated as the analyser's.
inline void start_python() {
  if (Py_IsInitialized())
    return;
  PyConfig config;
  PyConfig_InitIsolatedConfig(&config);
  config.site_import = 0;
  config.write_bytecode = 0;
  const PyStatus status = Py_InitializeFromConfig(&config);
  PyConfig_Clear(&config);
  if (PyStatus_Exception(status))
    throw std::runtime_error("Python does not start");
}

/// One analyser for all tests, like the one that serves job after job.
inline source_analyser& shared_analyser() {
  static source_analyser& analyser = [&]() -> source_analyser& {
    start_python();
    return *new source_analyser; // never destroyed: it would outlive the interpreter
  }();
  return analyser;
}

/// A small policy whose lists the tests know by heart.
inline job::source_policy strict_policy() {
  job::source_policy policy;
  policy.forbidden_imports = {"os", "subprocess", "collections.secret"};
  policy.forbidden_functions = {"__import__", "compile", "eval", "exec", "open", "vars"};
  policy.forbidden_attributes = {"__builtins__", "__globals__",    "__loader__",
                                 "__reduce__",   "__subclasses__", "f_globals"};
  return policy;
}

/// Analyses sources under one policy and one list of imports.
class checker {
public:
  explicit checker(const job::source_policy& policy = strict_policy(),
                   std::vector<std::string> imports = {"collections", "json", "math", "xml.etree"})
      : analyser_(shared_analyser()), policy_(policy), imports_(std::move(imports)) {}

  validation::findings check(std::string_view code) {
    return analyser_.analyse({.code = code, .allowed_imports = &imports_}, policy_);
  }

  validation::findings check(validation::request request) {
    return analyser_.analyse(request, policy_);
  }

  /// One line a violation, "type line:column message", the truth that most tests compare.
  std::string verdict(std::string_view code) { return text_of(check(code)); }

  static std::string text_of(const validation::findings& found) {
    std::string text;
    for (const auto& each : found.violations) {
      text += text.empty() ? "" : "\n";
      text += each.violation_type + ' ' + std::to_string(each.line_number) + ':'
              + std::to_string(each.column) + ' ' + each.message;
    }
    return text;
  }

private:
  source_analyser& analyser_;
  compiled_policy policy_;
  std::vector<std::string> imports_;
};

/// A source and the verdict on it.
struct example {
  std::string_view code;
  std::string_view verdict;
};

template <std::size_t Count>
void check_all(checker& check, const example (&examples)[Count]) {
  for (const auto& [code, verdict] : examples) {
    INFO(code);
    CHECK(check.verdict(code) == verdict);
  }
}

/// `unit`, repeated.
inline std::string repeated(std::string_view unit, std::size_t count) {
  std::string text;
  text.reserve(unit.size() * count);
  for (std::size_t i = 0; i < count; ++i)
    text += unit;
  return text;
}

} // namespace cordon::analyser
