// SPDX-License-Identifier: Apache-2.0
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "import_hook.hpp"

#include "python_ref.hpp"

#include <set>
#include <string_view>

namespace cordon::runner {

namespace {

// One interpreter a process, and the hook is part of it.
std::set<std::string, std::less<>> allowed;
PyObject* forbidden_import_error = nullptr;

bool is_allowed(std::string_view name) {
  for (auto end = name.find('.'); end != name.npos; end = name.find('.', end + 1))
    if (allowed.contains(name.substr(0, end)))
      return true;
  return allowed.contains(name);
}

/// Whether the import stands in the program's own code: the globals of who calls are those of
/// __main__, or a dictionary that the program made; __import__() may be told any others. A list as
/// `fromlist` tells PyImport_Import(), which a C function of a library calls with the globals of
/// whoever called it.
bool is_programs_own(PyObject* fromlist) {
  auto* globals = PyEval_GetGlobals();
  if (!globals || (fromlist && PyList_CheckExact(fromlist)))
    return false;
  auto* spec = PyDict_GetItemString(globals, "__spec__");
  return !spec || spec == Py_None;
}

/// "os" for `import os`; "os.path" may be allowed alone.
PyObject* refuse(PyObject* name) {
  py_ref message(PyUnicode_FromFormat("Import of '%U' is not allowed", name));
  py_ref arguments(message ? PyTuple_Pack(1, message.get()) : nullptr);
  py_ref keywords(PyDict_New());
  if (!arguments || !keywords || PyDict_SetItemString(keywords.get(), "name", name) != 0)
    return nullptr;
  py_ref exception(PyObject_Call(forbidden_import_error, arguments.get(), keywords.get()));
  if (exception)
    PyErr_SetObject(forbidden_import_error, exception.get());
  return nullptr;
}

PyObject* guarded_import(PyObject*, PyObject* arguments, PyObject* keywords) {
  static const char* names[] = {"name", "globals", "locals", "fromlist", "level", nullptr};
  PyObject* name = nullptr;
  PyObject* globals = nullptr;
  PyObject* locals = nullptr;
  PyObject* fromlist = nullptr;
  int level = 0;
  if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "U|OOOi:__import__",
                                   const_cast<char**>(names), &name, &globals, &locals, &fromlist,
                                   &level))
    return nullptr;
  if (is_programs_own(fromlist)) {
    const char* text = PyUnicode_AsUTF8(name);
    if (!text)
      return nullptr;
    if (!is_allowed(text))
      return refuse(name);
  }
  return PyImport_ImportModuleLevelObject(name, globals, locals, fromlist, level);
}

PyMethodDef guarded_import_method = {
    "__import__",
    // The one cast that PyMethodDef asks for of functions with keywords.
    reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(guarded_import)),
    METH_VARARGS | METH_KEYWORDS, "Import a module, if the policy allows it."};

} // namespace

bool install_import_hook(const std::vector<std::string>& allowed_imports) {
  allowed = {allowed_imports.begin(), allowed_imports.end()};
  forbidden_import_error =
      PyErr_NewException("cordon.ForbiddenImportError", PyExc_ImportError, nullptr);
  py_ref hook(PyCFunction_New(&guarded_import_method, nullptr));
  auto* builtins = PyEval_GetBuiltins();
  return forbidden_import_error && hook && builtins
         && PyDict_SetItemString(builtins, "__import__", hook.get()) == 0;
}

bool narrow_import_hook(const std::vector<std::string>& allowed_imports) {
  if (forbidden_import_error == nullptr)
    return install_import_hook(allowed_imports);
  allowed = {allowed_imports.begin(), allowed_imports.end()};
  return true;
}

std::string refused_module(void* exception) {
  auto* object = static_cast<PyObject*>(exception);
  if (!forbidden_import_error || !object
      || !PyErr_GivenExceptionMatches(object, forbidden_import_error))
    return {};
  py_ref name(PyObject_GetAttrString(object, "name"));
  const char* text = name && PyUnicode_Check(name.get()) ? PyUnicode_AsUTF8(name.get()) : nullptr;
  PyErr_Clear();
  return text ? text : "?";
}

} // namespace cordon::runner
