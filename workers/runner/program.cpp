// SPDX-License-Identifier: Apache-2.0
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "program.hpp"

#include "import_hook.hpp"
#include "program_end.hpp"
#include "python_ref.hpp"
#include "return_value.hpp"
#include "root_filesystem.hpp"

#include <cstring>
#include <unistd.h>

namespace cordon::runner {

namespace {

/// Turning a longer source into ast objects would cost a program a large part of its memory limit.
constexpr size_t max_source_with_value = 256u << 10;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// Taken before any program could put something else in their place.
PyObject* builtin_compile = nullptr;
PyObject* expression_type = nullptr;
PyObject* json_loads = nullptr;

py_ref parse(const char* source, int mode_flags) {
  PyCompilerFlags flags{};
  flags.cf_flags = PyCF_IGNORE_COOKIE | PyCF_SOURCE_IS_UTF8 | mode_flags;
  flags.cf_feature_version = PY_MINOR_VERSION;
  return py_ref(Py_CompileStringExFlags(source, program_path, Py_file_input, &flags, -1));
}

py_ref compile_tree(PyObject* tree, const char* mode, int future_flags) {
  return py_ref(PyObject_CallFunction(builtin_compile, "Ossiii", tree, program_path, mode,
                                      future_flags, 1, -1));
}

/// A program, and its last statement apart where that is an expression.
struct compiled_program {
  py_ref statements;
  py_ref last_expression;
};

/// Takes the last statement off the tree's body when it is an expression; a lone string stays, it
/// is the docstring.
py_ref take_last_expression(PyObject* tree) {
  py_ref body(PyObject_GetAttrString(tree, "body"));
  if (!body || !PyList_CheckExact(body.get()))
    return {};
  const auto size = PyList_GET_SIZE(body.get());
  if (size == 0)
    return {};
  auto* last = PyList_GET_ITEM(body.get(), size - 1);
  if (std::strcmp(Py_TYPE(last)->tp_name, "Expr") != 0
      && std::strcmp(Py_TYPE(last)->tp_name, "ast.Expr") != 0)
    return {};
  py_ref value(PyObject_GetAttrString(last, "value"));
  py_ref expression(value ? PyObject_CallFunctionObjArgs(expression_type, value.get(), nullptr)
                          : nullptr);
  if (!expression || PyList_SetSlice(body.get(), size - 1, size, nullptr) != 0)
    return {};
  return expression;
}

compiled_program compile_with_value(const char* source) {
  compiled_program program;
  py_ref tree = parse(source, PyCF_ONLY_AST);
  if (!tree)
    return program;
  py_ref expression = take_last_expression(tree.get());
  if (PyErr_Occurred())
    return program;
  program.statements = compile_tree(tree.get(), "exec", 0);
  if (program.statements && expression) {
    const auto* code = reinterpret_cast<PyCodeObject*>(program.statements.get());
    program.last_expression = compile_tree(expression.get(), "eval", code->co_flags & PyCF_MASK);
    if (!program.last_expression)
      program.statements = {};
  }
  return program;
}

compiled_program compile_program(const std::string& source) {
  if (source.size() <= max_source_with_value) {
    auto program = compile_with_value(source.c_str());
    if (program.statements || PyErr_ExceptionMatches(PyExc_SyntaxError))
      return program;
    PyErr_Clear(); // too deep for ast objects: it may still compile without them
  }
  return {parse(source.c_str(), 0), {}};
}

bool set_context(PyObject* globals, std::string_view json) {
  py_ref context(json == "{}" ? PyDict_New()
                              : PyObject_CallFunction(json_loads, "s#", json.data(),
                                                      static_cast<Py_ssize_t>(json.size())));
  return context && PyDict_SetItemString(globals, "context", context.get()) == 0;
}

/// The value of the last expression, or nothing with or without a Python error.
py_ref evaluate(const compiled_program& program, PyObject* globals) {
  py_ref done(PyEval_EvalCode(program.statements.get(), globals, globals));
  if (!done || !program.last_expression)
    return {};
  return py_ref(PyEval_EvalCode(program.last_expression.get(), globals, globals));
}

py_ref run_source(const jail::job_order& order, PyObject* globals) {
  if (order.code.find('\0') != order.code.npos) {
    PyErr_SetString(PyExc_SyntaxError, "source code cannot contain null bytes");
    return {};
  }
  auto source = std::string(order.code);
  if (source.starts_with(byte_order_mark))
    source.erase(0, byte_order_mark.size());
  const auto program = compile_program(source);
  if (!program.statements)
    return {};
  return evaluate(program, globals);
}

} // namespace

bool prepare_for_programs() {
  py_ref ast(PyImport_ImportModule("_ast"));
  py_ref json(PyImport_ImportModule("json"));
  py_ref external(PyImport_ImportModule("_frozen_importlib_external"));
  auto* builtins = PyEval_GetBuiltins();
  if (!ast || !json || !external || !builtins)
    return false;
  expression_type = PyObject_GetAttrString(ast.get(), "Expression");
  json_loads = PyObject_GetAttrString(json.get(), "loads");
  builtin_compile = py_ref::borrow(PyDict_GetItemString(builtins, "compile")).release();
  py_ref loader(
      PyObject_CallMethod(external.get(), "SourceFileLoader", "ss", "__main__", program_path));
  auto* globals = PyModule_GetDict(PyImport_AddModule("__main__"));
  py_ref file(PyUnicode_FromString(program_path));
  if (!expression_type || !json_loads || !builtin_compile || !loader || !file
      || PyDict_SetItemString(globals, "__file__", file.get()) != 0
      || PyDict_SetItemString(globals, "__cached__", Py_None) != 0
      || PyDict_SetItemString(globals, "__loader__", loader.get()) != 0)
    return false;
  // The first compilation makes the types of the syntax tree: once here, not in every fork.
  const auto warm = compile_program("context = {}\nprint\n");
  py_ref value = warm.statements ? evaluate(warm, globals) : py_ref();
  PyDict_DelItemString(globals, "context");
  return static_cast<bool>(value);
}

void run_program(const jail::job_order& order, char* verdict_memory) {
  const auto main_process = getpid();
  if (order.allowed_imports)
    narrow_import_hook(*order.allowed_imports);
  auto* globals = PyModule_GetDict(PyImport_AddModule("__main__"));
  py_ref value;
  if (set_context(globals, order.context_json))
    value = run_source(order, globals);
  auto end = end_of_program();
  if (end.claim == jail::claim::completed && getpid() == main_process)
    end.returned = order.code.size() > max_source_with_value
                       ? return_value{"null", false, "the source is longer than 256 KiB"}
                       : make_return_value(value.get(), order.limits.max_output_bytes);
  value = {};
  run_exit_hooks(globals, end);
  if (getpid() == main_process)
    write_verdict(end, verdict_memory);
  _exit(end.exit_code);
}

} // namespace cordon::runner
