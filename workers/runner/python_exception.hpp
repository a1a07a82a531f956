// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python_ref.hpp"

namespace cordon::runner {

/// The exception in flight, normalised; clears it. Nothing where there is none.
inline py_ref take_exception() {
#if PY_VERSION_HEX >= 0x030C0000
  return py_ref(PyErr_GetRaisedException());
#else
  PyObject* type = nullptr;
  PyObject* value = nullptr;
  PyObject* traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return py_ref(value);
#endif
}

} // namespace cordon::runner
