// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analyser/policy_rules.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cordon::analyser {

/// How a walk ended, and how much it met.
struct walk_size {
  uint64_t operations = 0; ///< nodes met; contexts and operators are marks of nodes, not nodes
  /// Nodes that the compiler would generate code for. It copies a `finally` block to every way out
  /// of its `try`, which makes a few kilobytes of source into gigabytes of code.
  uint64_t generated = 0;
  bool complete = true; ///< false: the limit stopped it, or memory ran out
};

/// Goes over a syntax tree in the order of evaluation and shows each node to the rules. It keeps
/// its own stack, so that no nesting can exhaust the C stack, and copies nothing of the tree.
class policy_walk {
public:
  /// Borrows all three for its lifetime.
  policy_walk(const ast_types& types, policy_rules& rules, name_scopes& scopes)
      : types_(types), rules_(rules), scopes_(scopes) {}

  /// Walks `module` (borrowed), at most `max_operations` nodes of it. Once per object.
  walk_size run(PyObject* module, uint64_t max_operations);

private:
  enum class work : uint8_t { node, bind, final_block, end_of_function };

  /// Something still to do. The objects belong to the tree.
  struct task {
    PyObject* object = nullptr;
    uint64_t copies = 1;       // of the code that is generated for it
    uint64_t jumps_before = 0; // `jumps_` when its try or function began
    uint32_t scope = name_scopes::module_scope;
    work what = work::node;
    bool guarded = false; // an ImportError raised here is caught
    bool called = false;  // a name that is called
  };

  bool visit(const task& at);
  task around(const task& at) const;
  void dispatch(const task& at, node_kind kind, PyObject* dict);
  void add(PyObject* value, const task& from);
  void add_field(PyObject* dict, field name, const task& from);
  void add_all(PyObject* dict, const task& from);
  void add_bind(PyObject* identifier, const task& from);
  void add_assignment(PyObject* dict, field value, field target, const task& from);
  void visit_function(PyObject* dict, const task& at);
  void visit_lambda(PyObject* dict, const task& at);
  void visit_arguments(PyObject* dict, const task& at);
  void visit_class(PyObject* dict, const task& at);
  void visit_comprehension(PyObject* dict, const task& at);
  void visit_try(PyObject* dict, const task& at);
  void visit_call(PyObject* dict, const task& at);
  void visit_annotated(PyObject* dict, const task& at);
  void visit_for(PyObject* dict, const task& at);
  void visit_named_expr(PyObject* dict, const task& at);
  void expand_final_block(task block);

  const ast_types& types_;
  policy_rules& rules_;
  name_scopes& scopes_;
  walk_size size_;
  uint64_t jumps_ = 0;         // met so far, times the copies of each
  std::vector<task> tasks_;    // the next one last
  std::vector<task> children_; // of the node in hand, the first one first
};

} // namespace cordon::analyser
