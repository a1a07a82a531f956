// SPDX-License-Identifier: Apache-2.0
#include "analyser/source_analyser.hpp"

#include "analyser/policy_walk.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <limits>
#include <stdexcept>

namespace cordon::analyser {

namespace {

/// Most nodes that the compiler may generate code for: ten times what the default policy lets
/// through. Only copies of `finally` blocks ever come near it.
constexpr uint64_t max_generated = 2'000'000;
constexpr uint64_t no_limit = std::numeric_limits<uint64_t>::max();

void silence_warnings() {
  const py_ref warnings(PyImport_ImportModule("warnings"));
  const py_ref done(warnings ? PyObject_CallMethod(warnings.get(), "simplefilter", "s", "ignore")
                             : nullptr);
  if (!done) {
    PyErr_Clear();
    throw std::runtime_error("the interpreter's warnings cannot be turned off");
  }
}

validation::findings refused(job::validation_violation violation) {
  validation::findings found;
  found.violations.push_back(std::move(violation));
  return found;
}

uint32_t saturated(uint64_t count) {
  return static_cast<uint32_t>(std::min<uint64_t>(count, std::numeric_limits<uint32_t>::max()));
}

std::string too_many(uint32_t operations) {
  return "The program has more than " + std::to_string(operations) + " operations";
}

constexpr const char* copied_too_often =
    "The program has finally blocks that the compiler would copy too often";

/// Appends what the walk refused, as far as it is reported.
void add_refusals(validation::findings& found, std::vector<refusal> refusals,
                  std::string_view source) {
  const std::size_t room = validation::max_violations - found.violations.size();
  found.truncated = refusals.size() > room;
  auto violations = to_violations(std::move(refusals), source, room);
  std::move(violations.begin(), violations.end(), std::back_inserter(found.violations));
}

} // namespace

source_analyser::source_analyser() {
  silence_warnings();
  PyGC_Disable();
}

validation::findings source_analyser::analyse(const validation::request& request,
                                              const compiled_policy& policy) noexcept {
  try {
    return examine(request, policy);
  } catch (const std::exception&) {
    // Only memory can run out, and it was the source's doing.
    PyErr_Clear();
    return refused(complexity("The program is too large to be analysed"));
  }
}

validation::findings source_analyser::examine(const validation::request& request,
                                              const compiled_policy& policy) {
  const bool checks_policy = request.check_policy && policy.is_enabled();
  if (!checks_policy && !request.check_syntax)
    return {};
  if (auto bad = source_.load(request.code))
    return refused(std::move(*bad));
  tree_findings tree;
  if (checks_policy || source_.mentions_finally())
    tree = look_at_tree(request, policy, checks_policy);
  validation::findings& found = tree.found;
  if (!found.violations.empty() || !request.check_syntax)
    return std::move(found);
  if (tree.generated > max_generated)
    found.violations.push_back(complexity(copied_too_often));
  else if (auto bad = source_.compile())
    found.violations.push_back(std::move(*bad));
  return std::move(found);
}

source_analyser::tree_findings source_analyser::look_at_tree(const validation::request& request,
                                                             const compiled_policy& policy,
                                                             bool checks_policy) {
  parse_result parsed = source_.parse();
  if (parsed.refusal)
    return {refused(std::move(*parsed.refusal)), 0};
  const import_rules imports(policy, request.allowed_imports, request.any_import);
  name_scopes scopes;
  policy_rules rules(types_, policy, imports, scopes);
  const uint32_t max_operations = policy.max_operations();
  const walk_size size = policy_walk(types_, rules, scopes)
                             .run(parsed.object.get(), checks_policy ? max_operations : no_limit);
  tree_findings tree;
  tree.generated = size.generated;
  if (!checks_policy)
    return tree;
  tree.found.operations = saturated(size.operations);
  if (!size.complete)
    tree.found.violations.push_back(complexity(too_many(max_operations)));
  add_refusals(tree.found, rules.take_refusals(), source_.code());
  return tree;
}

} // namespace cordon::analyser
