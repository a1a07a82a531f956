// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "key_format.hpp"
#include "profile_draft.hpp"

#include <span>

namespace cordon::workers {

/// One key of a [profiles.NAME] table other than `base`.
struct profile_key {
  key_format key;
  /// Takes a value that `check` found good.
  void (*set)(profile_draft&, const key_value&);
  /// It changes the check of the source, which a profile without one can't take.
  bool is_about_source = false;
};

/// All of them, in the order in which they are to be applied, which is not that of the file.
std::span<const profile_key> profile_keys();

} // namespace cordon::workers
