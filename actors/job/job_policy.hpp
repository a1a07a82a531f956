// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/field_check.hpp"
#include "job/profile.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::job {

// What a job may ask of its profile. Where a field is absent (`json` is empty) the profile decides.

/// The modules of the field `allowed_imports`: sorted, each one that the profile allows.
checked<std::shared_ptr<const std::vector<std::string>>> read_imports(std::string_view json,
                                                                      const profile& policy);

/// The switch `field` of a check, which is on unless the job says otherwise; off only where the
/// profile marks the check optional.
checked<bool> read_check(std::string_view field, std::string_view json, bool is_optional,
                         const profile& policy);

/// The field `redact_sensitive_output`.
checked<bool> read_redaction(std::string_view json, const profile& policy);

/// The field `enable_network`, which only a profile with targets grants.
checked<bool> read_network(std::string_view json, const profile& policy);

} // namespace cordon::job
