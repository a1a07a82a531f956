// SPDX-License-Identifier: Apache-2.0
#define PY_SSIZE_T_CLEAN
#include "program_end.hpp"

#include "import_hook.hpp"
#include "python_ref.hpp"

#include <csignal>
#include <cstring>

namespace cordon::runner {

namespace {

constexpr size_t max_name_bytes = 200;
constexpr size_t max_message_bytes = 4'000;
constexpr size_t max_traceback_bytes = 16'000;
/// pythonrun.c: what Py_Exit answers when the streams can't be flushed.
constexpr int exit_code_of_failed_flush = 120;
/// __name__, __doc__ and their like, and `context`.
constexpr Py_ssize_t globals_of_an_empty_program = 9;

/// A Python str as UTF-8, lone surrogates escaped; "" and no error where that fails.
std::string to_utf8(PyObject* text) {
  py_ref bytes(text && PyUnicode_Check(text)
                   ? PyUnicode_AsEncodedString(text, "utf-8", "backslashreplace")
                   : nullptr);
  if (!bytes) {
    PyErr_Clear();
    return {};
  }
  return {PyBytes_AS_STRING(bytes.get()), static_cast<size_t>(PyBytes_GET_SIZE(bytes.get()))};
}

std::string attribute_text(PyObject* object, const char* name) {
  py_ref value(PyObject_GetAttrString(object, name));
  PyErr_Clear();
  return to_utf8(value.get());
}

/// "ValueError", "decimal.InvalidOperation".
std::string class_name(PyObject* type) {
  const auto module = attribute_text(type, "__module__");
  const auto name = attribute_text(type, "__qualname__");
  return module.empty() || module == "builtins" || module == "__main__" ? name
                                                                        : module + '.' + name;
}

std::string format_traceback(PyObject* type, PyObject* value, PyObject* traceback) {
  py_ref module(PyImport_ImportModule("traceback"));
  py_ref lines(module ? PyObject_CallMethod(module.get(), "format_exception", "OOO", type, value,
                                            traceback ? traceback : Py_None)
                      : nullptr);
  py_ref empty(PyUnicode_FromString(""));
  py_ref joined(lines && empty ? PyUnicode_Join(empty.get(), lines.get()) : nullptr);
  PyErr_Clear();
  auto text = to_utf8(joined.get());
  // The end of a long one tells most.
  return text.size() > max_traceback_bytes ? text.substr(text.size() - max_traceback_bytes) : text;
}

int os_error_number(PyObject* value) {
  if (!PyErr_GivenExceptionMatches(value, PyExc_OSError))
    return 0;
  py_ref number(PyObject_GetAttrString(value, "errno"));
  const long errno_value = number && PyLong_Check(number.get()) ? PyLong_AsLong(number.get()) : 0;
  PyErr_Clear();
  return errno_value > 0 && errno_value < 4096 ? static_cast<int>(errno_value) : 0;
}

/// As handle_system_exit() in pythonrun.c.
int exit_code_of(PyObject* system_exit) {
  py_ref code(PyObject_GetAttrString(system_exit, "code"));
  if (!code || code.get() == Py_None) {
    PyErr_Clear();
    return 0;
  }
  if (PyLong_Check(code.get())) {
    const auto number = PyLong_AsLong(code.get());
    PyErr_Clear();
    return static_cast<int>(number & 0xff);
  }
  auto* stream = PySys_GetObject("stderr");
  if (stream && stream != Py_None)
    PyFile_WriteObject(code.get(), stream, Py_PRINT_RAW);
  PyErr_Clear();
  PySys_WriteStderr("\n");
  PyErr_Clear();
  return 1;
}

void describe_exception(PyObject* type, PyObject* value, PyObject* traceback, program_end& end) {
  end.exception = class_name(type).substr(0, max_name_bytes);
  py_ref text(PyObject_Str(value));
  if (!text)
    PyErr_Clear();
  end.message = text ? to_utf8(text.get()) : "<no text: its __str__ raised>";
  if (end.message.size() > max_message_bytes)
    end.message.resize(max_message_bytes);
  end.traceback = format_traceback(type, value, traceback);
  end.refused_import = refused_module(value).substr(0, max_name_bytes);
  end.os_error = os_error_number(value);
}

void call(const char* module_name, const char* function) {
  py_ref name(PyUnicode_FromString(module_name));
  py_ref module(name ? PyImport_GetModule(name.get()) : nullptr);
  if (!module) {
    PyErr_Clear();
    return;
  }
  py_ref done(PyObject_CallMethod(module.get(), function, nullptr));
  if (!done)
    PyErr_WriteUnraisable(module.get());
}

bool flush(const char* stream_name) {
  py_ref stream = py_ref::borrow(PySys_GetObject(stream_name));
  if (!stream || stream.get() == Py_None)
    return true;
  py_ref closed(PyObject_GetAttrString(stream.get(), "closed"));
  if (!closed || PyObject_IsTrue(closed.get()) == 1) {
    PyErr_Clear();
    return true;
  }
  py_ref done(PyObject_CallMethod(stream.get(), "flush", nullptr));
  if (done)
    return true;
  if (std::strcmp(stream_name, "stdout") == 0)
    PyErr_WriteUnraisable(stream.get());
  PyErr_Clear();
  return std::strcmp(stream_name, "stdout") != 0;
}

bool outlives_other_globals(PyObject* value) {
  return PyFunction_Check(value) || PyType_Check(value) || PyModule_Check(value);
}

/// Runs the `__del__` of what the program left behind. The interpreter collects __main__ as one
/// cycle, so that finalizers still see its functions, classes and modules; here they go last.
void clear_globals(PyObject* globals) {
  if (PyDict_Size(globals) <= globals_of_an_empty_program)
    return;
  const py_ref names(PyDict_Keys(globals));
  for (Py_ssize_t i = 0; names && i < PyList_GET_SIZE(names.get()); ++i) {
    auto* name = PyList_GET_ITEM(names.get(), i);
    auto* value = PyDict_GetItem(globals, name);
    if (value && !outlives_other_globals(value) && PyDict_DelItem(globals, name) != 0)
      PyErr_Clear();
  }
  PyGC_Collect();
  PyDict_Clear(globals);
  PyErr_Clear();
}

} // namespace

bool flush_streams() {
  const bool out = flush("stdout");
  return flush("stderr") && out;
}

program_end end_of_program() {
  program_end end;
  if (!PyErr_Occurred()) {
    end.claim = jail::claim::completed;
    return end;
  }
  PyObject* type = nullptr;
  PyObject* value = nullptr;
  PyObject* traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  if (traceback && value)
    PyException_SetTraceback(value, traceback);
  const py_ref owned_type(type), owned_value(value), owned_traceback(traceback);
  if (PyErr_GivenExceptionMatches(value, PyExc_SystemExit)) {
    end.claim = jail::claim::exited;
    end.exit_code = exit_code_of(value);
    return end;
  }
  end.claim = jail::claim::raised;
  end.exit_code = PyErr_GivenExceptionMatches(value, PyExc_KeyboardInterrupt) ? 128 + SIGINT : 1;
  describe_exception(type, value, traceback, end);
  PyErr_Restore(py_ref::borrow(type).release(), py_ref::borrow(value).release(),
                py_ref::borrow(traceback).release());
  PyErr_PrintEx(0);
  PyErr_Clear();
  return end;
}

void run_exit_hooks(PyObject* globals, program_end& end) {
  call("threading", "_shutdown");
  call("atexit", "_run_exitfuncs");
  bool flushed = flush_streams();
  clear_globals(globals);
  flushed = flush_streams() && flushed;
  if (!flushed) {
    end.exit_code = exit_code_of_failed_flush;
    end.claim = jail::claim::exited;
  }
}

void write_verdict(const program_end& end, char* memory) {
  jail::verdict verdict;
  verdict.claim = end.claim;
  verdict.exit_code = end.exit_code;
  verdict.return_value_is_repr = end.returned.is_repr;
  verdict.return_value = end.returned.text;
  verdict.return_value_problem = end.returned.problem;
  verdict.exception = end.exception;
  verdict.message = end.message;
  verdict.traceback = end.traceback;
  verdict.refused_import = end.refused_import;
  verdict.os_error = static_cast<uint32_t>(end.os_error);
  auto bytes = jail::encode(verdict);
  // All but the value is short.
  if (bytes.size() + sizeof(uint32_t) > jail::verdict_bytes) {
    verdict.return_value = "null";
    verdict.return_value_problem = "it is longer than a verdict may be";
    bytes = jail::encode(verdict);
  }
  const auto size = static_cast<uint32_t>(bytes.size());
  std::memcpy(memory + sizeof size, bytes.data(), size);
  std::memcpy(memory, &size, sizeof size);
}

} // namespace cordon::runner
