// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python_ref.hpp"

#include <string>

namespace cordon::runner {

/// Readies the types of the syntax tree. False with a Python error set.
bool prepare_last_value();

/// Compiles a program so that evaluating its code gives the value of its last top-level statement
/// where that is an expression, and None otherwise: one code object and one frame, as
/// `python3 main.py` has. Null with a Python error set.
py_ref compile_with_last_value(const std::string& source);

/// The value that evaluating such code left: what it returned, or what waits in `globals`.
py_ref take_last_value(py_ref returned, PyObject* globals);

} // namespace cordon::runner
