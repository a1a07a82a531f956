// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace cordon::runner {

/// Puts a guard in front of `__import__`: an import that the program's own code makes of a module
/// outside `allowed_imports` (a name covers its submodules) raises ForbiddenImportError, a subclass
/// of ImportError. Imports that library modules make are not looked at. The guard answers early and
/// clearly; it is no boundary. False with a Python error set.
bool install_import_hook(const std::vector<std::string>& allowed_imports);

/// Narrows the list for the program that this process is about to run; installs the hook where the
/// runner has none. False with a Python error set.
bool narrow_import_hook(const std::vector<std::string>& allowed_imports);

/// The module whose import was refused when `exception` is such a refusal, else "".
std::string refused_module(void* exception);

} // namespace cordon::runner
