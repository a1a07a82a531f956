// SPDX-License-Identifier: Apache-2.0
#include "job/job_policy.hpp"

#include <algorithm>

namespace cordon::job {

namespace {

constexpr size_t max_module_bytes = 255;

bool is_identifier(std::string_view word) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !word.empty() && !is_digit(word.front())
         && std::ranges::all_of(word, [&](char c) { return is_letter(c) || is_digit(c); });
}

/// Identifiers between dots.
bool is_module_name(std::string_view name) {
  if (name.size() > max_module_bytes)
    return false;
  size_t dot = 0;
  while ((dot = name.find('.')) != std::string_view::npos) {
    if (!is_identifier(name.substr(0, dot)))
      return false;
    name.remove_prefix(dot + 1);
  }
  return is_identifier(name);
}

/// Whether `allowed` (sorted) has the module or a package that it lies in.
bool covers(const std::vector<std::string>& allowed, std::string_view module) {
  while (!std::ranges::binary_search(allowed, module, std::less<std::string_view>())) {
    const size_t dot = module.rfind('.');
    if (dot == std::string_view::npos)
      return false;
    module = module.substr(0, dot);
  }
  return true;
}

checked<std::string> read_module(const std::string& field, std::string_view json,
                                 const profile& policy) {
  auto module = read_string(field, json);
  if (!module)
    return module;
  if (!is_module_name(*module))
    return refuse(field, in_quotes(*module) + " is not a module's name, like 'collections.abc'");
  if (!policy.any_import && !covers(*policy.allowed_imports, *module))
    return refuse(field, "profile " + in_quotes(policy.name) + " does not allow the import of "
                             + in_quotes(*module));
  return module;
}

} // namespace

checked<std::shared_ptr<const std::vector<std::string>>> read_imports(std::string_view json,
                                                                      const profile& policy) {
  if (json.empty())
    return policy.allowed_imports;
  if (type_of(json) != json_type::array)
    return refuse_type("allowed_imports", "an array", json);
  std::vector<std::string> modules;
  element_cursor cursor(json);
  while (const auto element = cursor.next()) {
    auto module =
        read_module("allowed_imports[" + std::to_string(modules.size()) + "]", *element, policy);
    if (!module)
      return tl::unexpected(module.error());
    modules.push_back(std::move(*module));
  }
  std::ranges::sort(modules);
  modules.erase(std::unique(modules.begin(), modules.end()), modules.end());
  return std::make_shared<const std::vector<std::string>>(std::move(modules));
}

checked<bool> read_check(std::string_view field, std::string_view json, bool is_optional,
                         const profile& policy) {
  if (json.empty())
    return true;
  auto value = read_boolean(field, json);
  if (value && !*value && !is_optional)
    return refuse(field,
                  "profile " + in_quotes(policy.name) + " does not let jobs switch this off");
  return value;
}

checked<bool> read_redaction(std::string_view json, const profile& policy) {
  if (json.empty())
    return policy.redact_by_default;
  const bool may_be_off = policy.optional.redaction || !policy.redact_by_default;
  return read_check("redact_sensitive_output", json, may_be_off, policy);
}

checked<bool> read_network(std::string_view json, const profile& policy) {
  if (json.empty())
    return false;
  auto value = read_boolean("enable_network", json);
  if (value && *value && policy.egress.empty())
    return refuse("enable_network",
                  "profile " + in_quotes(policy.name)
                      + " has no network; only a profile with 'egress' in the worker's "
                        "configuration has one");
  return value;
}

} // namespace cordon::job
