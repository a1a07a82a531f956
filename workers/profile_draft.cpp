// SPDX-License-Identifier: Apache-2.0
#include "profile_draft.hpp"

#include "nearest.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace cordon::workers {

namespace {

using names = std::vector<std::string>;

names sorted(names list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

/// A module's name covers its submodules.
bool covers(const std::string& module, const std::string& other) {
  return other == module || other.starts_with(module + ".");
}

bool contains(const names& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

/// A limit by the key of its default; that of its ceiling has "max_" before it.
struct limit_pair {
  const char* key;
  uint64_t value;
  uint64_t ceiling;
};

std::array<limit_pair, 5> pairs_of(const job::limits& value, const job::limits& ceiling) {
  return {{
      {"timeout_seconds", static_cast<uint64_t>(value.timeout.count()),
       static_cast<uint64_t>(ceiling.timeout.count())},
      {"memory_mb", value.max_memory_bytes, ceiling.max_memory_bytes},
      {"output_bytes", value.max_output_bytes, ceiling.max_output_bytes},
      {"file_bytes", value.max_file_bytes, ceiling.max_file_bytes},
      {"processes", value.max_processes, ceiling.max_processes},
  }};
}

/// Every kind that a built-in profile redacts.
std::set<std::string> known_kinds() {
  std::set<std::string> kinds;
  for (const auto& [name, profile] : job::builtin_profiles())
    kinds.insert(profile->redaction.kinds.begin(), profile->redaction.kinds.end());
  return kinds;
}

} // namespace

profile_draft::profile_draft(std::string name, const job::profile& base)
    : profile(base), base_(base.name) {
  profile.name = std::move(name);
}

void profile_draft::allow_only(const names& modules) {
  profile.allowed_imports = std::make_shared<const names>(sorted(modules));
  profile.any_import = false;
  named_imports_ = modules;
}

void profile_draft::allow_too(const names& modules) {
  names all = profile.allowed_imports ? *profile.allowed_imports : names{};
  all.insert(all.end(), modules.begin(), modules.end());
  profile.allowed_imports = std::make_shared<const names>(sorted(std::move(all)));
  std::erase_if(profile.source.forbidden_imports, [&](const std::string& forbidden) {
    return std::any_of(modules.begin(), modules.end(),
                       [&](const std::string& module) { return covers(module, forbidden); });
  });
  named_imports_.insert(named_imports_.end(), modules.begin(), modules.end());
}

void profile_draft::reach_only(const names& targets) {
  profile.egress.clear();
  for (const auto& text : targets)
    if (const auto target = job::read_egress_target(text);
        std::find(profile.egress.begin(), profile.egress.end(), *target) == profile.egress.end())
      profile.egress.push_back(*target);
}

void profile_draft::make_optional(const names& checks) {
  profile.optional = {.syntax_validation = contains(checks, "syntax"),
                      .ast_validation = contains(checks, "policy"),
                      .output_validation = contains(checks, "output"),
                      .redaction = contains(checks, "redaction")};
}

expected<std::shared_ptr<const job::profile>> profile_draft::finish() const {
  for (const auto check : {&profile_draft::check_limits, &profile_draft::check_imports,
                           &profile_draft::check_redaction})
    if (const auto good = (this->*check)(); !good)
      return tl::unexpected(good.error());
  return std::make_shared<const job::profile>(profile);
}

expected<void> profile_draft::check_limits() const {
  for (const auto& [key, value, ceiling] : pairs_of(profile.defaults, profile.ceiling)) {
    const std::string name = key;
    if (value > ceiling)
      return fail(errc::bad_input,
                  name + " is above max_" + name + "; a default must not be above its ceiling, so "
                      + "set both (what is not set comes from profile '" + base_ + "')",
                  name);
  }
  return {};
}

expected<void> profile_draft::check_imports() const {
  for (const auto& module : named_imports_)
    for (const auto& forbidden : profile.source.forbidden_imports)
      if (covers(forbidden, module))
        return fail(errc::bad_input,
                    "'" + module + "' cannot be allowed while '" + forbidden
                        + "' is forbidden (by forbidden_imports or by profile '" + base_
                        + "'): leave it out, or put '" + forbidden + "' into extra_imports",
                    "forbidden_imports");
  return {};
}

expected<void> profile_draft::check_redaction() const {
  const auto known = known_kinds();
  const std::vector<std::string_view> listing(known.begin(), known.end());
  for (const auto& kind : profile.redaction.kinds)
    if (!known.contains(kind))
      return fail(errc::bad_input,
                  "unknown kind of redaction '" + kind + "'" + did_you_mean(kind, listing)
                      + "; known: " + listed(listing),
                  "redaction_kinds");
  return {};
}

bool is_profile_name(std::string_view name) {
  return !name.empty() && name.size() <= 64
         && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-")
                == std::string_view::npos;
}

} // namespace cordon::workers
