// SPDX-License-Identifier: Apache-2.0
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "return_value.hpp"

#include "python_ref.hpp"

#include <cmath>
#include <string_view>

namespace cordon::runner {

namespace {

constexpr int max_depth = 100;

enum class outcome { written, not_json, too_long };

/// Writes JSON as far as the object allows. Only exact types: a subclass may lie about its value.
class json_writer {
public:
  json_writer(std::string& out, uint64_t max_bytes) : out_(out), max_bytes_(max_bytes) {}

  outcome write(PyObject* object, int depth);

private:
  outcome write_int(PyObject* object);
  outcome write_float(PyObject* object);
  outcome write_text(PyObject* object);
  outcome write_list(PyObject* object, int depth);
  outcome write_dict(PyObject* object, int depth);
  void escape(std::string_view text);
  outcome put(std::string_view text) {
    out_ += text;
    return out_.size() > max_bytes_ ? outcome::too_long : outcome::written;
  }

  std::string& out_;
  uint64_t max_bytes_;
};

outcome json_writer::write(PyObject* object, int depth) {
  if (object == Py_None)
    return put("null");
  if (PyBool_Check(object))
    return put(object == Py_True ? "true" : "false");
  if (PyLong_CheckExact(object))
    return write_int(object);
  if (PyFloat_CheckExact(object))
    return write_float(object);
  if (PyUnicode_CheckExact(object))
    return write_text(object);
  if (depth == max_depth)
    return outcome::not_json;
  if (PyList_CheckExact(object))
    return write_list(object, depth + 1);
  if (PyDict_CheckExact(object))
    return write_dict(object, depth + 1);
  return outcome::not_json;
}

outcome json_writer::write_int(PyObject* object) {
  int overflow = 0;
  const auto value = PyLong_AsLongLongAndOverflow(object, &overflow);
  if (overflow == 0)
    return put(std::to_string(value));
  if (overflow < 0)
    return outcome::not_json;
  const auto large = PyLong_AsUnsignedLongLong(object);
  if (PyErr_Occurred()) {
    PyErr_Clear();
    return outcome::not_json;
  }
  return put(std::to_string(large));
}

outcome json_writer::write_float(PyObject* object) {
  const double value = PyFloat_AS_DOUBLE(object);
  if (!std::isfinite(value))
    return outcome::not_json;
  char* text = PyOS_double_to_string(value, 'r', 0, Py_DTSF_ADD_DOT_0, nullptr);
  if (!text) {
    PyErr_Clear();
    return outcome::not_json;
  }
  const auto result = put(text);
  PyMem_Free(text);
  return result;
}

outcome json_writer::write_text(PyObject* object) {
  Py_ssize_t size = 0;
  const char* text = PyUnicode_AsUTF8AndSize(object, &size);
  if (!text) {
    PyErr_Clear(); // a lone surrogate
    return outcome::not_json;
  }
  // Before it takes up to six times its size.
  if (out_.size() + static_cast<size_t>(size) > max_bytes_)
    return outcome::too_long;
  escape({text, static_cast<size_t>(size)});
  return put("");
}

void json_writer::escape(std::string_view text) {
  out_ += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char code[8];
      PyOS_snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c));
      out_ += code;
    } else {
      out_ += c;
    }
  }
  out_ += '"';
}

outcome json_writer::write_list(PyObject* object, int depth) {
  out_ += '[';
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(object); ++i) {
    if (i > 0)
      out_ += ',';
    if (const auto result = write(PyList_GET_ITEM(object, i), depth); result != outcome::written)
      return result;
  }
  return put("]");
}

outcome json_writer::write_dict(PyObject* object, int depth) {
  out_ += '{';
  PyObject* key = nullptr;
  PyObject* value = nullptr;
  bool first = true;
  for (Py_ssize_t at = 0; PyDict_Next(object, &at, &key, &value); first = false) {
    if (!first)
      out_ += ',';
    if (!PyUnicode_CheckExact(key))
      return outcome::not_json;
    if (const auto result = write_text(key); result != outcome::written)
      return result;
    out_ += ':';
    if (const auto result = write(value, depth); result != outcome::written)
      return result;
  }
  return put("}");
}

/// "ValueError", for a repr that raised; clears the error.
std::string take_error_name() {
  PyObject* type = nullptr;
  PyObject* value = nullptr;
  PyObject* traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  const py_ref owned_type(type), owned_value(value), owned_traceback(traceback);
  return type && PyType_Check(type) ? reinterpret_cast<PyTypeObject*>(type)->tp_name
                                    : "an exception";
}

return_value make_repr(PyObject* object, uint64_t max_bytes) {
  return_value result{"null", true, ""};
  py_ref text(PyObject_Repr(object));
  py_ref bytes(text ? PyUnicode_AsEncodedString(text.get(), "utf-8", "backslashreplace") : nullptr);
  if (!bytes) {
    result.problem = "its repr raised " + take_error_name();
    return result;
  }
  const auto size = static_cast<size_t>(PyBytes_GET_SIZE(bytes.get()));
  if (size > max_bytes)
    result.problem = "its repr is longer than max_output_bytes";
  else
    result.text.assign(PyBytes_AS_STRING(bytes.get()), size);
  return result;
}

} // namespace

return_value make_return_value(void* object, uint64_t max_bytes) {
  auto* value = static_cast<PyObject*>(object);
  return_value result;
  if (!value)
    return result;
  result.text.clear();
  const auto written = json_writer(result.text, max_bytes).write(value, 0);
  if (written == outcome::written)
    return result;
  if (written == outcome::too_long)
    return {"null", false, "it is longer than max_output_bytes"};
  return make_repr(value, max_bytes);
}

} // namespace cordon::runner
