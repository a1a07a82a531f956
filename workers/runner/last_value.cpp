// SPDX-License-Identifier: Apache-2.0
#include "last_value.hpp"

#include "root_filesystem.hpp"

#include <opcode.h>
#include <string_view>

namespace cordon::runner {

namespace {

/// Turning a longer source into ast objects would cost a program a large part of its memory limit.
constexpr size_t max_source_with_tree = 256u << 10;
/// Lines that may have to be looked at to find where a last statement of many lines begins.
constexpr int max_candidates = 64;

// Taken before any program could put something else in their place.
PyObject* builtin_compile = nullptr;

/// Node types of the syntax tree.
struct ast_types {
  PyObject* expression_statement = nullptr;
  PyObject* assign = nullptr;
  PyObject* name = nullptr;
  PyObject* store = nullptr;
};
ast_types ast;

/// Where a program's last value waits for its end. Not an identifier.
constexpr const char* value_name = "<return value>";

py_ref parse(const char* source, int start, int mode_flags) {
  PyCompilerFlags flags{};
  flags.cf_flags = PyCF_IGNORE_COOKIE | PyCF_SOURCE_IS_UTF8 | mode_flags;
  flags.cf_feature_version = PY_MINOR_VERSION;
  return py_ref(Py_CompileStringExFlags(source, program_path, start, &flags, -1));
}

// -- by the syntax tree: always right, but its objects touch a hundred pages ----------------------

/// Gives one node of a tree the place of another in the source.
bool copy_location(PyObject* from, PyObject* to) {
  for (const char* name : {"lineno", "col_offset", "end_lineno", "end_col_offset"}) {
    py_ref value(PyObject_GetAttrString(from, name));
    if (!value || PyObject_SetAttrString(to, name, value.get()) != 0)
      return false;
  }
  return true;
}

/// Makes the tree's last statement, where it is an expression, an assignment of its value to a name
/// that no program can spell. False with a Python error set.
bool keep_last_value(PyObject* tree) {
  py_ref body(PyObject_GetAttrString(tree, "body"));
  const auto size = body ? PyList_Size(body.get()) : -1;
  if (size <= 0)
    return size == 0;
  auto* last = PyList_GET_ITEM(body.get(), size - 1);
  if (!Py_IS_TYPE(last, reinterpret_cast<PyTypeObject*>(ast.expression_statement)))
    return true;
  py_ref value(PyObject_GetAttrString(last, "value"));
  py_ref target(PyObject_CallFunction(ast.name, "sN", value_name, PyObject_CallNoArgs(ast.store)));
  py_ref assignment(value && target
                        ? PyObject_CallFunction(ast.assign, "[O]O", target.get(), value.get())
                        : nullptr);
  return assignment && copy_location(last, target.get()) && copy_location(last, assignment.get())
         && PyList_SetItem(body.get(), size - 1, assignment.release()) == 0;
}

py_ref compile_by_tree(const char* source) {
  py_ref tree = parse(source, Py_file_input, PyCF_ONLY_AST);
  if (!tree || !keep_last_value(tree.get()))
    return {};
  return py_ref(
      PyObject_CallFunction(builtin_compile, "Ossiii", tree.get(), program_path, "exec", 0, 1, -1));
}

// -- by the text: for the common source whose last statement is easy to tell ----------------------

/// What the text alone says of a source's last statement.
enum class last_statement { expression, other, unclear };

bool begins_statement(std::string_view source, size_t at) {
  const char c = source[at];
  return (at == 0 || source[at - 1] == '\n') && c != '\n' && c != ' ' && c != '\t' && c != '#'
         && c != '\f';
}

/// Whether an expression's code may give back a constant. As a statement that is no code at all,
/// and the last value that is dropped is another statement's.
bool may_give_constant(PyObject* expression) {
  py_ref bytes(PyCode_GetCode(reinterpret_cast<PyCodeObject*>(expression)));
  if (!bytes)
    return true;
  const auto* code = reinterpret_cast<const unsigned char*>(PyBytes_AS_STRING(bytes.get()));
  for (Py_ssize_t at = 0; at + 2 < PyBytes_GET_SIZE(bytes.get()); at += 2)
    if (code[at] == LOAD_CONST && code[at + 2] == RETURN_VALUE)
      return true;
#ifdef RETURN_CONST
  for (Py_ssize_t at = 0; at < PyBytes_GET_SIZE(bytes.get()); at += 2)
    if (code[at] == RETURN_CONST)
      return true;
#endif
  return false;
}

/// Without strings over several lines and joined lines, a statement begins at one of the lines that
/// begin in column 0, and only the last statement's own begins something that is complete.
last_statement classify(const std::string& source) {
  for (const auto* spanning : {"\"\"\"", "'''", "\\\n", "\r", ";"})
    if (source.find(spanning) != source.npos)
      return last_statement::unclear;
  int candidates = 0;
  for (size_t at = source.size(); at-- > 0;) {
    if (!begins_statement(source, at))
      continue;
    if (source[at] == '*' || ++candidates > max_candidates)
      return last_statement::unclear;
    py_ref code = parse(source.c_str() + at, Py_eval_input, 0);
    if (code)
      return may_give_constant(code.get()) ? last_statement::unclear : last_statement::expression;
    PyErr_Clear();
  }
  return last_statement::other;
}

/// Whether `code` at `at` gives back the None that ends a module, two instructions on from the one
/// that drops the last statement's value.
bool drops_value_and_returns(const unsigned char* code, Py_ssize_t at) {
#ifdef RETURN_CONST
  return code[at] == POP_TOP && code[at + 2] == RETURN_CONST;
#else
  return code[at] == POP_TOP && code[at + 2] == LOAD_CONST && code[at + 4] == RETURN_VALUE;
#endif
}

bool returns(unsigned char operation) {
#ifdef RETURN_CONST
  if (operation == RETURN_CONST)
    return true;
#endif
  return operation == RETURN_VALUE;
}

/// The same code, which returns the last value instead of dropping it; null where its end does not
/// have the expected form.
py_ref return_last_value(PyObject* code) {
#ifdef RETURN_CONST
  constexpr Py_ssize_t span = 2;
#else
  constexpr Py_ssize_t span = 4;
#endif
  py_ref bytes(PyCode_GetCode(reinterpret_cast<PyCodeObject*>(code)));
  if (!bytes)
    return {};
  const auto size = PyBytes_GET_SIZE(bytes.get());
  auto* text = reinterpret_cast<unsigned char*>(PyBytes_AS_STRING(bytes.get()));
  py_ref changed(PyBytes_FromStringAndSize(PyBytes_AS_STRING(bytes.get()), size));
  if (!changed)
    return {};
  auto* out = reinterpret_cast<unsigned char*>(PyBytes_AS_STRING(changed.get()));
  for (Py_ssize_t at = 0; at < size; at += 2) {
    if (!returns(text[at]))
      continue;
    if (at < span || !drops_value_and_returns(text, at - span))
      return {};
    out[at - span] = RETURN_VALUE;
    out[at - span + 1] = 0;
  }
  py_ref replace(PyObject_GetAttrString(code, "replace"));
  py_ref keywords(Py_BuildValue("{sO}", "co_code", changed.get()));
  py_ref none(PyTuple_New(0));
  return replace && keywords && none
             ? py_ref(PyObject_Call(replace.get(), none.get(), keywords.get()))
             : py_ref();
}

/// Null without a Python error where only the tree can tell.
py_ref compile_by_text(const std::string& source) {
  const auto last = classify(source);
  if (last == last_statement::unclear)
    return {};
  py_ref code = parse(source.c_str(), Py_file_input, 0);
  if (!code || last == last_statement::other)
    return code;
  py_ref returning = return_last_value(code.get());
  PyErr_Clear();
  return returning;
}

} // namespace

bool prepare_last_value() {
  py_ref nodes(PyImport_ImportModule("_ast"));
  auto* builtins = PyEval_GetBuiltins();
  if (!nodes || !builtins)
    return false;
  ast.expression_statement = PyObject_GetAttrString(nodes.get(), "Expr");
  ast.assign = PyObject_GetAttrString(nodes.get(), "Assign");
  ast.name = PyObject_GetAttrString(nodes.get(), "Name");
  ast.store = PyObject_GetAttrString(nodes.get(), "Store");
  builtin_compile = py_ref::borrow(PyDict_GetItemString(builtins, "compile")).release();
  return ast.expression_statement && ast.assign && ast.name && ast.store && builtin_compile;
}

py_ref compile_with_last_value(const std::string& source) {
  py_ref code = compile_by_text(source);
  if (code || PyErr_Occurred())
    return code;
  if (source.size() > max_source_with_tree)
    return parse(source.c_str(), Py_file_input, 0);
  code = compile_by_tree(source.c_str());
  if (code || PyErr_ExceptionMatches(PyExc_SyntaxError))
    return code;
  PyErr_Clear(); // too deep for ast objects: it may still compile without them
  return parse(source.c_str(), Py_file_input, 0);
}

py_ref take_last_value(py_ref returned, PyObject* globals) {
  auto* kept = PyDict_GetItemString(globals, value_name);
  if (!kept)
    return returned;
  py_ref value = py_ref::borrow(kept);
  PyDict_DelItemString(globals, value_name);
  return value;
}

} // namespace cordon::runner
