// SPDX-License-Identifier: Apache-2.0
#pragma once

#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#include <Python.h>

#include <utility>

namespace cordon::runner {

/// Owns one strong reference to a Python object, or nothing. Move-only. Whoever makes, moves into
/// or destroys one holds the GIL; an empty one may be destroyed without it.
class py_ref {
public:
  py_ref() noexcept = default;

  /// Takes over a reference that the caller owns (what the C API calls a new reference); null is
  /// fine.
  explicit py_ref(PyObject* owned) noexcept : object_(owned) {}

  /// A reference of its own to what someone else owns; null is fine.
  static py_ref borrow(PyObject* object) noexcept {
    Py_XINCREF(object);
    return py_ref(object);
  }

  py_ref(py_ref&& other) noexcept : object_(other.release()) {}
  py_ref& operator=(py_ref&& other) noexcept {
    // Our field first, the old object last: its deallocation may come back to us.
    PyObject* old = std::exchange(object_, other.release());
    Py_XDECREF(old);
    return *this;
  }
  py_ref(const py_ref&) = delete;
  py_ref& operator=(const py_ref&) = delete;
  ~py_ref() { Py_XDECREF(object_); }

  /// The object, still owned here.
  PyObject* get() const noexcept { return object_; }

  /// The object, owned by the caller from now on.
  [[nodiscard]] PyObject* release() noexcept { return std::exchange(object_, nullptr); }

  explicit operator bool() const noexcept { return object_ != nullptr; }

private:
  PyObject* object_ = nullptr;
};

} // namespace cordon::runner
