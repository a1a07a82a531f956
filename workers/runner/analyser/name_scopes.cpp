// SPDX-License-Identifier: Apache-2.0
#include "analyser/name_scopes.hpp"

#include <algorithm>
#include <numeric>
#include <span>

namespace cordon::analyser {

/// What one name means in each scope. Tables are indexed by scope; parents come before children.
class name_scopes::resolution {
public:
  resolution(const name_scopes& all, std::span<const event* const> events)
      : scopes_(all.scopes_), facts_(all.scopes_.size()), own_(all.scopes_.size()),
        anchor_(all.scopes_.size()) {
    for (uint32_t i = 0; i < events.size(); ++i)
      add(*events[i], i);
    for (uint32_t i = 0; i < scopes_.size(); ++i)
      settle(i);
  }

  /// Whether the use, the `order`th event of the name, means a binding of the program.
  bool is_own(const name_use& use, uint32_t order) const {
    const uint32_t at = anchor_[use.scope];
    const fact& known = facts_[at];
    switch (scopes_[at].kind) {
    case scope_kind::function:
    case scope_kind::comprehension:
      return own_[at];
    case scope_kind::class_body:
      // A comprehension in a class body does not see the names of that body.
      if (at != use.scope || known.is_global || !is_bound_before(known, order))
        return own_[at];
      return true;
    case scope_kind::module:
      break;
    }
    return is_bound_before(known, order);
  }

private:
  struct fact {
    bool bound = false;
    bool unbound = false;
    bool is_global = false;
    bool is_nonlocal = false;
    uint32_t first_bind = 0;
  };

  static bool is_bound_before(const fact& known, uint32_t order) {
    return known.bound && !known.unbound && known.first_bind < order;
  }

  void add(const event& what, uint32_t order) {
    fact& known = facts_[what.use.scope];
    if (what.what == event::bind && !known.bound)
      known.first_bind = order;
    known.bound |= what.what == event::bind;
    known.unbound |= what.what == event::unbind;
    known.is_global |= what.what == event::global_decl;
    known.is_nonlocal |= what.what == event::nonlocal_decl;
  }

  /// `own_`: whether a function inside this scope, or this function itself, finds the program's
  /// own. `anchor_`: the scope at which a name in this one is looked up.
  void settle(uint32_t at) {
    const fact& known = facts_[at];
    const scope_entry& here = scopes_[at];
    anchor_[at] = at;
    if (here.kind == scope_kind::module) {
      own_[at] = known.bound && !known.unbound;
    } else if (known.is_global) {
      own_[at] = own_[module_scope];
    } else if (here.kind == scope_kind::class_body || known.is_nonlocal || !known.bound) {
      own_[at] = own_[here.parent];
      if (here.kind == scope_kind::comprehension)
        anchor_[at] = anchor_[here.parent];
    } else {
      own_[at] = true;
    }
  }

  const std::vector<scope_entry>& scopes_;
  std::vector<fact> facts_;
  std::vector<bool> own_;
  std::vector<uint32_t> anchor_;
};

name_scopes::name_scopes() {
  scopes_.push_back({scope_kind::module, module_scope, module_scope});
}

uint32_t name_scopes::open(scope_kind kind, uint32_t parent) {
  const auto number = static_cast<uint32_t>(scopes_.size());
  const uint32_t owner = kind == scope_kind::comprehension ? scopes_[parent].owner : number;
  scopes_.push_back({kind, parent, owner});
  return number;
}

void name_scopes::use(const name_use& use) {
  events_.push_back({event::load, use});
}

void name_scopes::note(event::what_kind what, uint16_t name, uint32_t scope) {
  any_binding_ = true;
  events_.push_back({what, name_use{name, false, scope, {}}});
}

std::vector<name_use> name_scopes::builtin_uses() const {
  std::vector<name_use> found;
  if (!any_binding_) {
    for (const event& each : events_)
      found.push_back(each.use);
    return found;
  }
  std::vector<const event*> sorted(events_.size());
  std::transform(events_.begin(), events_.end(), sorted.begin(), [](const event& e) { return &e; });
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const event* a, const event* b) { return a->use.name < b->use.name; });
  for (auto first = sorted.begin(); first != sorted.end();) {
    const auto last =
        std::find_if(first, sorted.end(),
                     [name = (*first)->use.name](const event* e) { return e->use.name != name; });
    const std::span<const event* const> events(first, last);
    const resolution resolved(*this, events);
    for (uint32_t i = 0; i < events.size(); ++i)
      if (events[i]->what == event::load && !resolved.is_own(events[i]->use, i))
        found.push_back(events[i]->use);
    first = last;
  }
  return found;
}

} // namespace cordon::analyser
