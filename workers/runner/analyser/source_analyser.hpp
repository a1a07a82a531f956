// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analyser/ast_types.hpp"
#include "analyser/compiled_policy.hpp"
#include "analyser/python_source.hpp"
#include "validation/policy.hpp"

namespace cordon::analyser {

/// Says of Python sources whether they are valid and keep to a policy. Serves one source after the
/// other for the life of the process; runs nothing of any of them. One thread, with the GIL.
///
/// Not bounded here: memory (a 1.5 MB source can take about 1.3 GB) and time (some seconds). Set an
/// address space limit, which ends in a code_complexity violation, and a deadline from outside.
class source_analyser {
public:
  /// Prepares the interpreter, which must be initialised: for the whole process, warnings are
  /// ignored (the parser would print them) and cyclic garbage collection stops (trees have no
  /// cycles). Throws std::runtime_error.
  source_analyser();

  /// The verdict on one source. Throws nothing; what cannot be looked at to the end is refused.
  validation::findings analyse(const validation::request& request,
                               const compiled_policy& policy) noexcept;

private:
  struct tree_findings {
    validation::findings found;
    uint64_t generated = 0; ///< nodes that the compiler would generate code for
  };

  validation::findings examine(const validation::request& request, const compiled_policy& policy);
  tree_findings look_at_tree(const validation::request& request, const compiled_policy& policy,
                             bool checks_policy);

  ast_types types_;
  python_source source_;
};

} // namespace cordon::analyser
