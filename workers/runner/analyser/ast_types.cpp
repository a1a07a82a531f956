// SPDX-License-Identifier: Apache-2.0
#include "analyser/ast_types.hpp"

#include <stdexcept>
#include <utility>

namespace cordon::analyser {

namespace {

constexpr std::array<const char*, static_cast<std::size_t>(field::count)> field_texts{
    "annotation",  "arg",
    "args",        "asname",
    "attr",        "bases",
    "body",        "col_offset",
    "ctx",         "decorator_list",
    "defaults",    "elt",
    "elts",        "end_col_offset",
    "end_lineno",  "finalbody",
    "func",        "generators",
    "handlers",    "id",
    "ifs",         "iter",
    "key",         "keywords",
    "kw_defaults", "kwd_attrs",
    "level",       "lineno",
    "module",      "name",
    "names",       "orelse",
    "rest",        "returns",
    "target",      "targets",
    "type",        "type_params",
    "value"};
static_assert(field_texts.back() != nullptr, "every field has its text");

constexpr std::pair<std::string_view, node_kind> special_types[] = {
    {"Load", node_kind::load},
    {"Store", node_kind::store},
    {"Del", node_kind::del},
    {"AnnAssign", node_kind::ann_assign},
    {"arg", node_kind::arg},
    {"arguments", node_kind::arguments},
    {"Assign", node_kind::assign},
    {"Attribute", node_kind::attribute},
    {"AugAssign", node_kind::aug_assign},
    {"Call", node_kind::call},
    {"ClassDef", node_kind::class_def},
    {"ListComp", node_kind::comprehension_expr},
    {"SetComp", node_kind::comprehension_expr},
    {"DictComp", node_kind::comprehension_expr},
    {"GeneratorExp", node_kind::comprehension_expr},
    {"Constant", node_kind::constant},
    {"ExceptHandler", node_kind::except_handler},
    {"For", node_kind::for_loop},
    {"AsyncFor", node_kind::for_loop},
    {"FunctionDef", node_kind::function_def},
    {"AsyncFunctionDef", node_kind::function_def},
    {"Global", node_kind::global_decl},
    {"Import", node_kind::import},
    {"ImportFrom", node_kind::import_from},
    {"Return", node_kind::jump},
    {"Break", node_kind::jump},
    {"Continue", node_kind::jump},
    {"Lambda", node_kind::lambda},
    {"MatchClass", node_kind::match_class},
    {"MatchMapping", node_kind::match_mapping},
    {"MatchAs", node_kind::match_name},
    {"MatchStar", node_kind::match_name},
    {"Name", node_kind::name},
    {"NamedExpr", node_kind::named_expr},
    {"Nonlocal", node_kind::nonlocal_decl},
    {"Try", node_kind::try_block},
    {"TryStar", node_kind::try_block},
    {"TypeVar", node_kind::type_param},
    {"ParamSpec", node_kind::type_param},
    {"TypeVarTuple", node_kind::type_param},
};

constexpr const char* mark_bases[] = {"expr_context", "boolop", "operator", "unaryop", "cmpop"};

std::size_t hash_of(const void* pointer) noexcept {
  const auto bits = reinterpret_cast<std::uintptr_t>(pointer);
  return static_cast<std::size_t>((bits >> 4) * 0x9E3779B97F4A7C15ull >> 40);
}

node_kind kind_by_name(const char* name) noexcept {
  for (const auto& [text, kind] : special_types)
    if (text == name)
      return kind;
  return node_kind::other;
}

PyTypeObject* as_type(PyObject* object) noexcept {
  return PyType_Check(object) ? reinterpret_cast<PyTypeObject*>(object) : nullptr;
}

bool is_mark(PyObject* members, PyTypeObject* type) noexcept {
  for (const char* name : mark_bases) {
    PyObject* base = PyDict_GetItemString(members, name);
    if (base != nullptr && PyType_IsSubtype(type, as_type(base)))
      return true;
  }
  return false;
}

} // namespace

ast_types::ast_types() : module_(PyImport_ImportModule("_ast")) {
  if (!module_) {
    PyErr_Clear();
    throw std::runtime_error("the interpreter has no _ast module");
  }
  add_types();
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    fields_[i] = py_ref(PyUnicode_InternFromString(field_texts[i]));
    if (!fields_[i]) {
      PyErr_Clear();
      throw std::runtime_error("no memory for the names of syntax tree fields");
    }
  }
}

void ast_types::add_types() {
  PyObject* members = PyModule_GetDict(module_.get());
  PyObject* root = PyDict_GetItemString(members, "AST");
  if (root == nullptr || as_type(root) == nullptr)
    throw std::runtime_error("the interpreter's _ast module has no AST type");
  PyObject* key = nullptr;
  PyObject* value = nullptr;
  Py_ssize_t at = 0;
  while (PyDict_Next(members, &at, &key, &value)) {
    PyTypeObject* type = as_type(value);
    const char* name = PyUnicode_AsUTF8(key);
    if (type == nullptr || name == nullptr || !PyType_IsSubtype(type, as_type(root)))
      continue;
    const node_kind kind = kind_by_name(name);
    add(type, kind == node_kind::other && is_mark(members, type) ? node_kind::operator_mark : kind);
  }
}

void ast_types::add(PyTypeObject* type, node_kind kind) noexcept {
  std::size_t at = hash_of(type) % slots;
  while (kinds_[at].type != nullptr)
    at = (at + 1) % slots;
  kinds_[at] = slot{type, kind};
}

node_kind ast_types::kind_of(PyObject* object) const noexcept {
  PyTypeObject* const type = Py_TYPE(object);
  std::size_t at = hash_of(type) % slots;
  while (kinds_[at].type != nullptr) {
    if (kinds_[at].type == type)
      return kinds_[at].kind;
    at = (at + 1) % slots;
  }
  return node_kind::no_node;
}

PyObject* ast_types::get(PyObject* node_dict, field name) const noexcept {
  PyObject* value =
      PyDict_GetItemWithError(node_dict, fields_[static_cast<std::size_t>(name)].get());
  return value == Py_None ? nullptr : value;
}

uint32_t ast_types::position(PyObject* node_dict, field name) const noexcept {
  PyObject* value = get(node_dict, name);
  if (value == nullptr || !PyLong_Check(value))
    return 0;
  const long number = PyLong_AsLong(value);
  return number > 0 ? static_cast<uint32_t>(number) : 0;
}

source_span ast_types::span_of(PyObject* node_dict) const noexcept {
  return {position(node_dict, field::lineno), position(node_dict, field::col_offset),
          position(node_dict, field::end_lineno), position(node_dict, field::end_col_offset)};
}

PyObject* dict_of(PyObject* node) noexcept {
  PyObject* dict = PyObject_GenericGetDict(node, nullptr);
  if (dict == nullptr) {
    PyErr_Clear();
    return nullptr;
  }
  Py_DECREF(dict); // the node holds it as well
  return dict;
}

} // namespace cordon::analyser
