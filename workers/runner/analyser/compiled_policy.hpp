// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/profile.hpp"
#include "python_ref.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::analyser {

using runner::py_ref;

/// What a policy knows about one name.
struct name_rule {
  static constexpr uint16_t no_function = UINT16_MAX;

  PyObject* name = nullptr;        ///< interned; owned by the policy
  uint16_t function = no_function; ///< dense number of a forbidden function
  bool forbidden_attribute = false;
  bool is_dunder = false;        ///< `__like_this__`
  bool takes_attribute = false;  ///< getattr and its kin: the second argument names an attribute
  bool takes_path = false;       ///< attrgetter and its kin: arguments are attribute paths
  bool takes_module = false;     ///< __import__, import_module: the first argument is a module
  bool names_attributes = false; ///< __match_args__: its strings are attributes

  bool is_function() const noexcept { return function != no_function; }
};

/// A profile's source policy, prepared for fast look-up: the identifiers of a syntax tree are
/// interned, so that a name is found by its address. Built once per profile; constant afterwards.
/// Every call needs the GIL of the interpreter that it was built in.
class compiled_policy {
public:
  /// Throws std::bad_alloc or std::runtime_error (a name that is not UTF-8).
  explicit compiled_policy(const job::source_policy& source);

  /// What is known of an identifier of the syntax tree, or null. Only the address is looked at.
  const name_rule* find(PyObject* interned_name) const noexcept;

  /// As `find`, for a str of any origin: compares characters. No Python code runs.
  const name_rule* find_text(PyObject* text) const noexcept;

  /// Whether `module` or a package above it is forbidden.
  bool is_import_forbidden(std::string_view module) const noexcept;

  bool is_enabled() const noexcept { return is_enabled_; }
  uint32_t max_operations() const noexcept { return max_operations_; }
  /// The forbidden functions by their number.
  PyObject* function_name(uint16_t number) const noexcept { return functions_[number]; }
  /// Length in characters of the longest name that `find_text` can find.
  Py_ssize_t longest_name() const noexcept { return longest_name_; }

private:
  name_rule& rule_for(std::string_view name);
  void forbid_function(std::string_view name);
  void index_names();

  bool is_enabled_;
  uint32_t max_operations_;
  std::vector<std::string> forbidden_imports_; // sorted
  std::vector<name_rule> known_;
  std::vector<const name_rule*> by_address_; // open addressing, a power of two
  py_ref by_text_;                           // dict: str -> the interned str
  std::vector<PyObject*> functions_;         // their names, owned by by_text_
  Py_ssize_t longest_name_ = 0;
};

/// Whether a sorted list holds `module` or a package above it.
bool covers(const std::vector<std::string>& sorted, std::string_view module) noexcept;

} // namespace cordon::analyser
