// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analyser/ast_types.hpp"

#include <cstdint>
#include <vector>

namespace cordon::analyser {

enum class scope_kind : uint8_t { module, class_body, function, comprehension };

/// A use of a forbidden name: `eval`, or `eval(…)` where it is called.
struct name_use {
  uint16_t name = 0; ///< the number of the forbidden function
  bool called = false;
  uint32_t scope = 0;
  source_span at;
};

/// Decides which uses of forbidden names mean the builtin and which mean something that the program
/// itself made: a local variable `vars`, a parameter `input`, its own function `compile`. Only
/// forbidden names are recorded; all else costs nothing.
///
/// The rules are Python's own where they are decided at compile time (function scopes), and strict
/// where they are decided at run time: in a module or a class body a name counts as the program's
/// own only after it was bound there, and not at all where it is also deleted or bound through
/// `global`. Whether that binding is ever executed is not looked at: this is a filter.
class name_scopes {
public:
  static constexpr uint32_t module_scope = 0;

  name_scopes();

  /// A new scope within `parent`.
  uint32_t open(scope_kind kind, uint32_t parent);

  scope_kind kind_of(uint32_t scope) const noexcept { return scopes_[scope].kind; }
  uint32_t parent_of(uint32_t scope) const noexcept { return scopes_[scope].parent; }
  /// Where `:=` binds: the nearest scope that is no comprehension.
  uint32_t owner_of(uint32_t scope) const noexcept { return scopes_[scope].owner; }

  // Told in the order of evaluation.
  void use(const name_use& use);
  void bind(uint16_t name, uint32_t scope) { note(event::bind, name, scope); }
  void unbind(uint16_t name, uint32_t scope) { note(event::unbind, name, scope); }
  void declare_global(uint16_t name, uint32_t scope) { note(event::global_decl, name, scope); }
  void declare_nonlocal(uint16_t name, uint32_t scope) { note(event::nonlocal_decl, name, scope); }

  /// The uses that may reach the builtin. Linear in scopes times names that are bound at all.
  std::vector<name_use> builtin_uses() const;

private:
  struct scope_entry {
    scope_kind kind;
    uint32_t parent;
    uint32_t owner;
  };
  struct event {
    enum what_kind : uint8_t { load, bind, unbind, global_decl, nonlocal_decl };
    what_kind what;
    name_use use;
  };
  class resolution;

  void note(event::what_kind what, uint16_t name, uint32_t scope);

  std::vector<scope_entry> scopes_;
  std::vector<event> events_;
  bool any_binding_ = false;
};

} // namespace cordon::analyser
