// SPDX-License-Identifier: Apache-2.0
#include "analyser/policy_walk.hpp"

#include "analyser/import_guard.hpp"

#include <algorithm>

namespace cordon::analyser {

namespace {

// Far beyond what any limit lets through; keeps sums and products of copies from overflowing.
constexpr uint64_t most_copies = uint64_t{1} << 31;

} // namespace

walk_size policy_walk::run(PyObject* module, uint64_t max_operations) {
  tasks_.push_back(task{module});
  while (!tasks_.empty() && size_.complete) {
    const task next = tasks_.back();
    tasks_.pop_back();
    if (next.what == work::bind)
      rules_.bind(next.object, next.scope);
    else if (next.what == work::final_block)
      expand_final_block(next);
    else if (next.what == work::end_of_function)
      jumps_ = next.jumps_before; // its jumps leave no block around it
    else if (size_.operations == max_operations || !visit(next))
      size_.complete = false;
    tasks_.insert(tasks_.end(), children_.rbegin(), children_.rend());
    children_.clear();
  }
  return size_;
}

/// False where the node has no fields to look at, which only a lack of memory explains.
bool policy_walk::visit(const task& at) {
  ++size_.operations;
  size_.generated += at.copies;
  PyObject* dict = dict_of(at.object);
  if (dict == nullptr)
    return false;
  dispatch(at, types_.kind_of(at.object), dict);
  return true;
}

void policy_walk::dispatch(const task& at, node_kind kind, PyObject* dict) {
  switch (kind) {
  case node_kind::name:
    return rules_.name(dict, at.scope, at.called);
  case node_kind::constant:
    return rules_.constant(dict);
  case node_kind::call:
    return visit_call(dict, at);
  case node_kind::function_def:
    return visit_function(dict, at);
  case node_kind::lambda:
    return visit_lambda(dict, at);
  case node_kind::arguments:
    return visit_arguments(dict, at);
  case node_kind::arg:
    rules_.bind(types_.get(dict, field::arg), at.scope);
    return add_field(dict, field::annotation, around(at));
  case node_kind::class_def:
    return visit_class(dict, at);
  case node_kind::comprehension_expr:
    return visit_comprehension(dict, at);
  case node_kind::try_block:
    return visit_try(dict, at);
  case node_kind::assign:
    rules_.assign(dict);
    return add_assignment(dict, field::value, field::targets, at);
  case node_kind::ann_assign:
    return visit_annotated(dict, at);
  case node_kind::named_expr:
    return visit_named_expr(dict, at);
  case node_kind::for_loop:
    return visit_for(dict, at);
  case node_kind::import:
    rules_.import(dict, at.scope, at.guarded);
    break;
  case node_kind::import_from:
    rules_.import_from(dict, at.scope, at.guarded);
    break;
  case node_kind::attribute:
    rules_.attribute(dict);
    break;
  case node_kind::match_class:
    rules_.match_class(dict);
    break;
  case node_kind::match_name:
  case node_kind::type_param:
    rules_.bind(types_.get(dict, field::name), at.scope);
    break;
  case node_kind::match_mapping:
    rules_.bind(types_.get(dict, field::rest), at.scope);
    break;
  case node_kind::except_handler:
    rules_.bind_for_a_while(types_.get(dict, field::name), at.scope);
    break;
  case node_kind::aug_assign:
    rules_.augmented_assign(dict, at.scope);
    break;
  case node_kind::global_decl:
    rules_.global(dict, at.scope);
    break;
  case node_kind::nonlocal_decl:
    rules_.nonlocal(dict, at.scope);
    break;
  case node_kind::jump:
    jumps_ = std::min(jumps_ + at.copies, most_copies);
    break;
  default:
    break;
  }
  add_all(dict, at);
}

// -- children ----------------------------------------------------------------

/// A node, or a list of nodes, to be visited where `from` says; anything else is left out.
void policy_walk::add(PyObject* value, const task& from) {
  if (PyList_CheckExact(value)) {
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(value); ++i)
      if (PyObject* item = PyList_GET_ITEM(value, i); !PyList_CheckExact(item))
        add(item, from);
    return;
  }
  if (!ast_types::is_walked(types_.kind_of(value)))
    return;
  task& child = children_.emplace_back(from);
  child.object = value;
  child.what = work::node;
  child.called = false;
}

void policy_walk::add_field(PyObject* dict, field name, const task& from) {
  if (PyObject* value = types_.get(dict, name))
    add(value, from);
}

/// Everything in the node, in the order of its fields.
void policy_walk::add_all(PyObject* dict, const task& from) {
  PyObject* key = nullptr;
  PyObject* value = nullptr;
  Py_ssize_t at = 0;
  while (PyDict_Next(dict, &at, &key, &value))
    add(value, from);
}

void policy_walk::add_bind(PyObject* identifier, const task& from) {
  if (identifier == nullptr)
    return;
  task& child = children_.emplace_back(from);
  child.object = identifier;
  child.what = work::bind;
}

void policy_walk::add_assignment(PyObject* dict, field value, field target, const task& from) {
  add_field(dict, value, from);
  add_field(dict, target, from);
}

// -- nodes whose order or scope is not that of their fields ------------------

void policy_walk::visit_call(PyObject* dict, const task& at) {
  rules_.call(dict, at.guarded);
  add_all(dict, at);
  if (!children_.empty() && types_.kind_of(children_.front().object) == node_kind::name)
    children_.front().called = children_.front().object == types_.get(dict, field::func);
}

void policy_walk::visit_function(PyObject* dict, const task& at) {
  task inner = at;
  inner.scope = scopes_.open(scope_kind::function, at.scope);
  // The body runs later, when no handler around the definition is in force.
  inner.guarded = false;
  add_field(dict, field::decorator_list, at);
  add_field(dict, field::args, inner);
  add_field(dict, field::returns, at);
  add_bind(types_.get(dict, field::name), at);
  add_field(dict, field::type_params, inner);
  add_field(dict, field::body, inner);
  task& end = children_.emplace_back(at);
  end.what = work::end_of_function;
  end.jumps_before = jumps_;
}

void policy_walk::visit_lambda(PyObject* dict, const task& at) {
  task inner = at;
  inner.scope = scopes_.open(scope_kind::function, at.scope);
  inner.guarded = false;
  add_field(dict, field::args, inner);
  add_field(dict, field::body, inner);
}

/// The same, in the scope around.
policy_walk::task policy_walk::around(const task& at) const {
  task outside = at;
  outside.scope = scopes_.parent_of(at.scope);
  return outside;
}

/// Parameters belong to the function, their defaults to the scope around it.
void policy_walk::visit_arguments(PyObject* dict, const task& at) {
  const task outside = around(at);
  PyObject* key = nullptr;
  PyObject* value = nullptr;
  Py_ssize_t position = 0;
  PyObject* const defaults = types_.get(dict, field::defaults);
  PyObject* const keyword_defaults = types_.get(dict, field::kw_defaults);
  while (PyDict_Next(dict, &position, &key, &value))
    add(value, value == defaults || value == keyword_defaults ? outside : at);
}

void policy_walk::visit_class(PyObject* dict, const task& at) {
  task inner = at;
  inner.scope = scopes_.open(scope_kind::class_body, at.scope);
  add_field(dict, field::decorator_list, at);
  add_field(dict, field::type_params, at);
  add_field(dict, field::bases, at);
  add_field(dict, field::keywords, at);
  add_field(dict, field::body, inner);
  add_bind(types_.get(dict, field::name), at);
}

/// The first iterable is evaluated in the scope around the comprehension, all else inside.
void policy_walk::visit_comprehension(PyObject* dict, const task& at) {
  task inner = at;
  inner.scope = scopes_.open(scope_kind::comprehension, at.scope);
  PyObject* generators = types_.get(dict, field::generators);
  const Py_ssize_t count =
      generators != nullptr && PyList_CheckExact(generators) ? PyList_GET_SIZE(generators) : 0;
  for (Py_ssize_t i = 0; i < count; ++i) {
    PyObject* generator = dict_of(PyList_GET_ITEM(generators, i));
    if (generator == nullptr)
      continue;
    ++size_.operations;
    size_.generated += at.copies;
    add_field(generator, field::iter, i == 0 ? at : inner);
    add_field(generator, field::target, inner);
    add_field(generator, field::ifs, inner);
  }
  add_field(dict, field::key, inner);
  add_field(dict, field::elt, inner);
  add_field(dict, field::value, inner);
}

void policy_walk::visit_annotated(PyObject* dict, const task& at) {
  add_field(dict, field::annotation, at);
  PyObject* target = types_.get(dict, field::target);
  const bool binds = types_.get(dict, field::value) != nullptr
                     || scopes_.kind_of(at.scope) == scope_kind::function;
  add_field(dict, field::value, at);
  // `eval: str` alone makes a local of a function's name, and nothing of a module's.
  if (target != nullptr && (binds || types_.kind_of(target) != node_kind::name))
    add(target, at);
}

void policy_walk::visit_named_expr(PyObject* dict, const task& at) {
  task owner = at;
  owner.scope = scopes_.owner_of(at.scope);
  add_field(dict, field::value, at);
  add_field(dict, field::target, owner);
}

void policy_walk::visit_for(PyObject* dict, const task& at) {
  add_assignment(dict, field::iter, field::target, at);
  add_field(dict, field::body, at);
  add_field(dict, field::orelse, at);
}

void policy_walk::visit_try(PyObject* dict, const task& at) {
  PyObject* handlers = types_.get(dict, field::handlers);
  task body = at;
  body.guarded = at.guarded || (handlers != nullptr && catches_import_error(handlers, types_));
  add_field(dict, field::body, body);
  add_field(dict, field::handlers, at);
  add_field(dict, field::orelse, at);
  PyObject* final_statements = types_.get(dict, field::finalbody);
  if (final_statements == nullptr || PyList_GET_SIZE(final_statements) == 0)
    return;
  task& block = children_.emplace_back(at);
  block.object = final_statements;
  block.what = work::final_block;
  block.jumps_before = jumps_;
}

/// Its `try` has been walked: now it is known how many jumps leave it, each with a copy.
void policy_walk::expand_final_block(task block) {
  const uint64_t ways_out = 2 + (jumps_ - block.jumps_before);
  block.copies = std::min(block.copies * ways_out, most_copies);
  add(block.object, block);
}

} // namespace cordon::analyser
