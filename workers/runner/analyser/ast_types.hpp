// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python_ref.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cordon::analyser {

using runner::py_ref;

/// What a node of the syntax tree is, as finely as the walk must know. The kinds up to and with
/// `operator_mark` are not walked: values that are no nodes, and the marks (`Load()`, `Add()` …)
/// that all nodes share.
enum class node_kind : uint8_t {
  no_node,
  load,
  store,
  del,
  operator_mark,
  other,
  ann_assign,
  arg,
  arguments,
  assign,
  attribute,
  aug_assign,
  call,
  class_def,
  comprehension_expr, ///< ListComp, SetComp, DictComp, GeneratorExp
  constant,
  except_handler,
  for_loop,
  function_def, ///< async ones too
  global_decl,
  import,
  import_from,
  jump, ///< return, break, continue: what runs a `finally` block early
  lambda,
  match_class,
  match_mapping,
  match_name, ///< MatchAs, MatchStar
  name,
  named_expr,
  nonlocal_decl,
  try_block, ///< try-star too
  type_param,
};

/// The fields of nodes that the walk reads by name.
enum class field : uint8_t {
  annotation,
  arg,
  args,
  asname,
  attr,
  bases,
  body,
  col_offset,
  ctx,
  decorator_list,
  defaults,
  elt,
  elts,
  end_col_offset,
  end_lineno,
  finalbody,
  func,
  generators,
  handlers,
  id,
  ifs,
  iter,
  key,
  keywords,
  kw_defaults,
  kwd_attrs,
  level,
  lineno,
  module,
  name,
  names,
  orelse,
  rest,
  returns,
  target,
  targets,
  type,
  type_params,
  value,
  count
};

/// Where a node begins and ends. Lines count from 1, columns are UTF-8 bytes from 0.
struct source_span {
  uint32_t line = 0;
  uint32_t column = 0;
  uint32_t end_line = 0;
  uint32_t end_column = 0;

  auto operator<=>(const source_span&) const = default;
};

/// The interpreter's own node types and field names, looked up once, so that a walk compares
/// pointers. Every call needs the GIL.
class ast_types {
public:
  /// Throws std::runtime_error where the interpreter lacks its `_ast` module.
  ast_types();

  /// The kind of any Python object; never runs Python code.
  node_kind kind_of(PyObject* object) const noexcept;

  /// Whether the walk goes into an object of this kind.
  static bool is_walked(node_kind kind) noexcept { return kind > node_kind::operator_mark; }

  /// A field of the node with this instance dictionary, borrowed; null where it has none.
  PyObject* get(PyObject* node_dict, field name) const noexcept;

  /// Where the node with this instance dictionary stands; zeros where it does not say.
  source_span span_of(PyObject* node_dict) const noexcept;

private:
  struct slot {
    PyTypeObject* type = nullptr;
    node_kind kind = node_kind::no_node;
  };
  static constexpr std::size_t slots = 512; // some 120 types: short probes

  void add(PyTypeObject* type, node_kind kind) noexcept;
  void add_types();
  uint32_t position(PyObject* node_dict, field name) const noexcept;

  py_ref module_; // keeps the types alive
  std::array<slot, slots> kinds_{};
  std::array<py_ref, static_cast<std::size_t>(field::count)> fields_;
};

/// The instance dictionary of a node, borrowed from it; null with the Python error cleared where
/// there is none.
PyObject* dict_of(PyObject* node) noexcept;

} // namespace cordon::analyser
