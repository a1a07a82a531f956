// SPDX-License-Identifier: Apache-2.0
#include "analyser/import_rules.hpp"

namespace cordon::analyser {

bool import_rules::is_allowed(std::string_view module, bool guarded) const noexcept {
  if (policy_.is_import_forbidden(module))
    return false;
  // A directive to the compiler: the module that it names does nothing.
  if (module == "__future__")
    return true;
  return guarded || any_import_ || (allowed_ != nullptr && covers(*allowed_, module));
}

bool import_rules::is_member_forbidden(std::string_view module, std::string_view member) const {
  constexpr std::size_t longest = 256; // as far as names are compared
  if (module.size() + member.size() > longest)
    return false;
  return policy_.is_import_forbidden(std::string(module) + '.' + std::string(member));
}

} // namespace cordon::analyser
