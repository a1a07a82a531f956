// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analyser/ast_types.hpp"
#include "analyser/compiled_policy.hpp"
#include "analyser/import_rules.hpp"
#include "analyser/name_scopes.hpp"
#include "analyser/report.hpp"

#include <vector>

namespace cordon::analyser {

/// Judges single nodes: the walk tells it what it meets, in the order of evaluation, as the node's
/// instance dictionary. Collects refusals; looks at no children but literal arguments.
class policy_rules {
public:
  /// Borrows all four for its lifetime.
  policy_rules(const ast_types& types, const compiled_policy& policy, const import_rules& imports,
               name_scopes& scopes)
      : types_(types), policy_(policy), imports_(imports), scopes_(scopes) {}

  void name(PyObject* dict, uint32_t scope, bool called);
  void attribute(PyObject* dict);
  void call(PyObject* dict, bool guarded);
  void constant(PyObject* dict);
  void import(PyObject* dict, uint32_t scope, bool guarded);
  void import_from(PyObject* dict, uint32_t scope, bool guarded);
  void match_class(PyObject* dict);
  /// `__match_args__ = ("__globals__",)`: positional patterns would read that attribute.
  void assign(PyObject* dict);
  /// `eval += x` reads before it binds.
  void augmented_assign(PyObject* dict, uint32_t scope);
  void global(PyObject* dict, uint32_t scope);
  void nonlocal(PyObject* dict, uint32_t scope);

  /// An identifier gets a value in a scope; null is no identifier.
  void bind(PyObject* identifier, uint32_t scope);
  /// The name of an except clause: bound within it, deleted after it.
  void bind_for_a_while(PyObject* identifier, uint32_t scope);

  /// All refusals, in no order. Ends the use of this object.
  std::vector<refusal> take_refusals();

private:
  void refuse(breach what, PyObject* name, PyObject* dict);
  void refuse_import(PyObject* dict, uint32_t dots, PyObject* module, PyObject* member = nullptr);
  void check_module(PyObject* module, PyObject* dict, bool guarded);
  void check_member(PyObject* module, PyObject* alias, PyObject* dict);
  void bind_alias(PyObject* alias, uint32_t scope, bool binds_top);
  void check_paths(PyObject* arguments, PyObject* dict);
  const name_rule* rule_of_callee(PyObject* callee) const;
  const name_rule* function_rule(PyObject* identifier) const;
  PyObject* text_argument(PyObject* arguments, Py_ssize_t index) const;
  bool assigns_match_args(PyObject* targets) const;
  uint32_t dots_of(PyObject* dict) const;

  const ast_types& types_;
  const compiled_policy& policy_;
  const import_rules& imports_;
  name_scopes& scopes_;
  std::vector<refusal> refusals_;
};

} // namespace cordon::analyser
