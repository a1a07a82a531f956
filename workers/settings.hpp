// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration.hpp"
#include "key_format.hpp"

#include <span>
#include <string>
#include <string_view>

namespace cordon::workers {

/// One key of the configuration outside of the profiles.
struct setting {
  std::string_view table; ///< "worker"
  key_format key;
  std::string_view short_flag{}; ///< another name for the flag: "--slots"; "" for none
  /// Takes a value that `check` found good.
  void (*set)(configuration&, const key_value&);
};

/// The one table of our own keys: file, environment, flags and sample are made from it.
std::span<const setting> settings();

/// "worker.slots".
std::string name_of(const setting&);
/// "--worker-slots".
std::string flag_of(const setting&);
/// "CORDON_WORKER_SLOTS".
std::string variable_of(const setting&);

/// The setting of that name, or null.
const setting* find_setting(std::string_view table, std::string_view key);

/// What the contract names for later parts: tables ("kafka") or keys of our tables
/// ("drain_timeout").
bool is_undelivered_table(std::string_view table);
bool is_undelivered_key(std::string_view key);

} // namespace cordon::workers
