// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analyser/compiled_policy.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cordon::analyser {

/// Which modules one job's source may import. Borrows the policy and the list.
class import_rules {
public:
  /// `allowed`: sorted, or null for none.
  import_rules(const compiled_policy& policy, const std::vector<std::string>* allowed,
               bool any_import) noexcept
      : policy_(policy), allowed_(allowed), any_import_(any_import) {}

  /// Whether the source may import `module` (a dotted name). `guarded`: where it stands, an
  /// ImportError is caught, so that a module which is merely not on the list may be asked for.
  bool is_allowed(std::string_view module, bool guarded) const noexcept;

  /// Whether `module.member` is forbidden by name, though `module` is not.
  bool is_member_forbidden(std::string_view module, std::string_view member) const;

private:
  const compiled_policy& policy_;
  const std::vector<std::string>* allowed_;
  bool any_import_;
};

} // namespace cordon::analyser
