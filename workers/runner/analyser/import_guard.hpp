// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analyser/ast_types.hpp"

namespace cordon::analyser {

/// Whether one of a `try`'s handlers (a list of ExceptHandler nodes) catches an ImportError: a bare
/// except, or one of ImportError, ModuleNotFoundError, Exception, BaseException, alone or in a
/// tuple, by that very name.
bool catches_import_error(PyObject* handlers, const ast_types& types);

} // namespace cordon::analyser
