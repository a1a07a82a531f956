// SPDX-License-Identifier: Apache-2.0
#include "analyser/import_guard.hpp"

namespace cordon::analyser {

namespace {

// A refused import raises a subclass of ImportError, which `except ModuleNotFoundError` may or may
// not catch: but that is how honest programs ask for an optional module.
constexpr const char* catching_names[] = {"ImportError", "ModuleNotFoundError", "Exception",
                                          "BaseException"};

bool is_catching_name(PyObject* node, const ast_types& types) {
  PyObject* dict = types.kind_of(node) == node_kind::name ? dict_of(node) : nullptr;
  PyObject* id = dict != nullptr ? types.get(dict, field::id) : nullptr;
  if (id == nullptr)
    return false;
  for (const char* name : catching_names)
    if (PyUnicode_CompareWithASCIIString(id, name) == 0)
      return true;
  return false;
}

bool is_catching(PyObject* type, const ast_types& types) {
  if (is_catching_name(type, types))
    return true;
  PyObject* dict = dict_of(type);
  PyObject* items = dict != nullptr ? types.get(dict, field::elts) : nullptr;
  if (items == nullptr || !PyList_CheckExact(items))
    return false;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items); ++i)
    if (is_catching_name(PyList_GET_ITEM(items, i), types))
      return true;
  return false;
}

} // namespace

bool catches_import_error(PyObject* handlers, const ast_types& types) {
  if (!PyList_CheckExact(handlers))
    return false;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(handlers); ++i) {
    PyObject* dict = dict_of(PyList_GET_ITEM(handlers, i));
    if (dict == nullptr)
      continue;
    PyObject* type = types.get(dict, field::type);
    if (type == nullptr || is_catching(type, types))
      return true;
  }
  return false;
}

} // namespace cordon::analyser
