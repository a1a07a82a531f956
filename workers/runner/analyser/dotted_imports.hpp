// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace cordon::analyser {

/// Most dots between the names of one imported module.
inline constexpr std::size_t max_import_dots = 250;

/// Whether an import statement may name a module with more dots than that. CPython's parser joins
/// such a name piece by piece and keeps every piece: a megabyte of `import a.a.a…` would take
/// hundreds of gigabytes. Looks at characters only, so that a string or comment of more than 250
/// dotted words on one line, one of them "import" or "from", counts as well. Linear.
bool has_endless_import(std::string_view code) noexcept;

} // namespace cordon::analyser
