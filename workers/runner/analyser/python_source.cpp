// SPDX-License-Identifier: Apache-2.0
#include "analyser/python_source.hpp"

#include "analyser/dotted_imports.hpp"
#include "analyser/report.hpp"
#include "python_exception.hpp"

#include <new>

namespace cordon::analyser {

namespace {

using runner::take_exception;

// To quote the faulty line, CPython opens the file that the source says it comes from. A name that
// holds a NUL cannot be opened: the jail sees no system call, and no file on disk is ever quoted.
constexpr std::string_view unopenable("<program\0>", 10);

job::validation_violation syntax_violation(std::string message, uint32_t line, uint32_t column) {
  return {std::string(validation::syntax_error), job::severity::high, std::move(message), line,
          column};
}

py_ref attribute(PyObject* object, const char* name) {
  py_ref value(PyObject_GetAttrString(object, name));
  if (!value)
    PyErr_Clear();
  return value;
}

/// A whole number of the exception, at least 0.
uint32_t number(PyObject* object, const char* name) {
  const py_ref value = attribute(object, name);
  if (!value || !PyLong_Check(value.get()))
    return 0;
  const long got = PyLong_AsLong(value.get());
  if (got == -1 && PyErr_Occurred())
    PyErr_Clear();
  return got > 0 ? static_cast<uint32_t>(got) : 0;
}

std::string text_of(PyObject* object) {
  const py_ref text(PyObject_Str(object));
  if (text)
    return to_utf8(text.get(), max_message_characters);
  PyErr_Clear();
  return "";
}

/// The message and the first bad byte of a UnicodeDecodeError.
job::validation_violation bad_utf8(PyObject* exception, std::string_view code) {
  Py_ssize_t at = 0;
  if (PyUnicodeDecodeError_GetStart(exception, &at) != 0)
    PyErr_Clear();
  const auto place = line_map(code).place_of(static_cast<std::size_t>(at));
  return syntax_violation("(unicode error) " + text_of(exception), place.line, place.column);
}

} // namespace

job::validation_violation complexity(std::string message) {
  return {std::string(validation::code_complexity), job::severity::medium, std::move(message), 0,
          0};
}

python_source::python_source()
    : file_name_(PyUnicode_FromStringAndSize(unopenable.data(),
                                             static_cast<Py_ssize_t>(unopenable.size()))) {
  if (!file_name_) {
    PyErr_Clear();
    throw std::bad_alloc();
  }
}

std::optional<job::validation_violation> python_source::load(std::string_view code) {
  code_.assign(code);
  if (const auto nul = code_.find('\0'); nul != std::string::npos) {
    const auto place = line_map(code_).place_of(nul);
    return syntax_violation("source code string cannot contain null bytes", place.line,
                            place.column);
  }
  if (has_endless_import(code_))
    return complexity("The program names a module with more than " + std::to_string(max_import_dots)
                      + " dots");
  // The tokenizer trusts us: it would take invalid UTF-8 in a comment without a word.
  const py_ref text(
      PyUnicode_DecodeUTF8(code_.data(), static_cast<Py_ssize_t>(code_.size()), nullptr));
  if (text)
    return std::nullopt;
  const py_ref exception = take_exception();
  if (PyErr_GivenExceptionMatches(exception.get(), PyExc_UnicodeDecodeError))
    return bad_utf8(exception.get(), code_);
  return to_violation(exception.get(), stage::parse);
}

py_ref python_source::build(int compiler_flags) const {
  PyCompilerFlags flags{};
  flags.cf_flags = PyCF_IGNORE_COOKIE | compiler_flags;
  flags.cf_feature_version = PY_MINOR_VERSION;
  return py_ref(Py_CompileStringObject(code_.c_str(), file_name_.get(), Py_file_input, &flags, -1));
}

parse_result python_source::parse() const {
  py_ref tree = build(PyCF_ONLY_AST);
  if (!tree)
    return {py_ref(), take_error(stage::parse)};
  return {std::move(tree), std::nullopt};
}

std::optional<job::validation_violation> python_source::compile() const {
  if (build(0))
    return std::nullopt;
  return take_error(stage::compile);
}

job::validation_violation python_source::take_error(stage at) const {
  const py_ref exception = take_exception();
  if (!exception)
    return complexity("The program could not be parsed");
  return to_violation(exception.get(), at);
}

job::validation_violation python_source::to_violation(PyObject* exception, stage at) const {
  if (PyErr_GivenExceptionMatches(exception, PyExc_MemoryError)
      || PyErr_GivenExceptionMatches(exception, PyExc_RecursionError))
    return complexity("The program is too deeply nested or too large to be compiled");
  if (!PyErr_GivenExceptionMatches(exception, PyExc_SyntaxError))
    return complexity("The program cannot be compiled: " + text_of(exception));
  const py_ref message = attribute(exception, "msg");
  const uint32_t line = number(exception, "lineno");
  const uint32_t offset = number(exception, "offset");
  uint32_t column = offset > 0 ? offset - 1 : 0;
  // The compiler counts in bytes what the parser counts in characters.
  if (at == stage::compile)
    column = line_map(code_).column(line, column);
  return syntax_violation(message ? text_of(message.get()) : text_of(exception), line, column);
}

} // namespace cordon::analyser
