// SPDX-License-Identifier: Apache-2.0
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "program.hpp"

#include "import_hook.hpp"
#include "last_value.hpp"
#include "program_end.hpp"
#include "python_ref.hpp"
#include "return_value.hpp"
#include "root_filesystem.hpp"

#include <cstring>
#include <unistd.h>

namespace cordon::runner {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// Taken before any program could put something else in its place.
PyObject* json_loads = nullptr;

bool set_context(PyObject* globals, std::string_view json) {
  py_ref context(json == "{}" ? PyDict_New()
                              : PyObject_CallFunction(json_loads, "s#", json.data(),
                                                      static_cast<Py_ssize_t>(json.size())));
  return context && PyDict_SetItemString(globals, "context", context.get()) == 0;
}

/// The value of the program's last expression, None without one; null with a Python error set.
py_ref evaluate(const std::string& source, PyObject* globals) {
  py_ref code = compile_with_last_value(source);
  py_ref returned(code ? PyEval_EvalCode(code.get(), globals, globals) : nullptr);
  return returned ? take_last_value(std::move(returned), globals) : py_ref();
}

py_ref run_source(std::string_view code, PyObject* globals) {
  if (code.find('\0') != code.npos) {
    PyErr_SetString(PyExc_SyntaxError, "source code cannot contain null bytes");
    return {};
  }
  if (code.starts_with(byte_order_mark))
    code.remove_prefix(byte_order_mark.size());
  return evaluate(std::string(code), globals);
}

} // namespace

bool prepare_for_programs() {
  py_ref json(PyImport_ImportModule("json"));
  // A call with an exception in flight may lose that.
  py_ref external(json ? PyImport_ImportModule("_frozen_importlib_external") : nullptr);
  if (!json || !external || !prepare_last_value())
    return false;
  json_loads = PyObject_GetAttrString(json.get(), "loads");
  if (!json_loads)
    return false;
  py_ref loader(
      PyObject_CallMethod(external.get(), "SourceFileLoader", "ss", "__main__", program_path));
  auto* globals = PyModule_GetDict(PyImport_AddModule("__main__"));
  py_ref file(PyUnicode_FromString(program_path));
  if (!loader || !file || PyDict_SetItemString(globals, "__file__", file.get()) != 0
      || PyDict_SetItemString(globals, "__cached__", Py_None) != 0
      || PyDict_SetItemString(globals, "__loader__", loader.get()) != 0)
    return false;
  // The first compilations make types and fill caches: once here, not in every fork.
  for (const char* source : {"print('', end='')\n", "'''\n'''\nprint\n"})
    if (!evaluate(source, globals))
      return false;
  return PyDict_SetItemString(globals, "__doc__", Py_None) == 0 && flush_streams();
}

void run_program(const jail::job_order& order, char* verdict_memory) {
  const auto main_process = getpid();
  auto* globals = PyModule_GetDict(PyImport_AddModule("__main__"));
  py_ref value;
  const bool hooked = !order.allowed_imports || narrow_import_hook(*order.allowed_imports);
  if (hooked && set_context(globals, order.context_json))
    value = run_source(order.code, globals);
  auto end = end_of_program();
  if (end.claim == jail::claim::completed && getpid() == main_process)
    end.returned = make_return_value(value.get(), order.limits.max_output_bytes);
  value = {};
  run_exit_hooks(globals, end);
  if (getpid() == main_process)
    write_verdict(end, verdict_memory);
  _exit(end.exit_code);
}

} // namespace cordon::runner
