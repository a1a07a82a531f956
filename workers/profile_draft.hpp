// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "job/profile.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::workers {

/// A profile while its table in the configuration is read.
class profile_draft {
public:
  /// Starts as a copy of `base`, under a new name.
  profile_draft(std::string name, const job::profile& base);

  job::profile profile;

  /// Allows these modules and no other.
  void allow_only(const std::vector<std::string>& modules);
  /// Allows these modules as well; they and their submodules are no longer forbidden.
  void allow_too(const std::vector<std::string>& modules);
  /// Lets jobs with a network reach these targets and no other. @pre each of them can be read
  void reach_only(const std::vector<std::string>& targets);
  /// Lets jobs switch off these checks (syntax, policy, output, redaction) and no other.
  void make_optional(const std::vector<std::string>& checks);

  /// Holds the whole against itself: defaults against ceilings, allowed against forbidden imports,
  /// kinds of redaction against those there are. The error's `where` is the key that is wrong.
  expected<std::shared_ptr<const job::profile>> finish() const;

private:
  expected<void> check_limits() const;
  expected<void> check_imports() const;
  expected<void> check_redaction() const;

  std::string base_;
  std::vector<std::string> named_imports_; ///< those that the table itself allows
};

/// Whether a profile may be named so: 1 to 64 of [a-z0-9_-].
bool is_profile_name(std::string_view name);

} // namespace cordon::workers
