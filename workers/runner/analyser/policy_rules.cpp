// SPDX-License-Identifier: Apache-2.0
#include "analyser/policy_rules.hpp"

#include "analyser/literal_rules.hpp"

namespace cordon::analyser {

namespace {

/// UTF-8 of a name, borrowed from it; empty where it has none (lone surrogates in a literal).
std::string_view utf8_of(PyObject* text) noexcept {
  Py_ssize_t size = 0;
  const char* bytes = PyUnicode_AsUTF8AndSize(text, &size);
  if (bytes == nullptr) {
    PyErr_Clear();
    return {};
  }
  return {bytes, static_cast<std::size_t>(size)};
}

/// The items of a field that should be a list; none where it is not.
Py_ssize_t size_of(PyObject* list) noexcept {
  return list != nullptr && PyList_CheckExact(list) ? PyList_GET_SIZE(list) : 0;
}

breach kind_of_use(const name_rule& rule, bool called) noexcept {
  if (!rule.is_function())
    return breach::attribute_name;
  return called ? breach::call : breach::use;
}

} // namespace

void policy_rules::refuse(breach what, PyObject* name, PyObject* dict) {
  refusals_.push_back({what, 0, name, nullptr, types_.span_of(dict)});
}

void policy_rules::refuse_import(PyObject* dict, uint32_t dots, PyObject* module,
                                 PyObject* member) {
  refusals_.push_back({breach::import, dots, module, member, types_.span_of(dict)});
}

// -- names and attributes ----------------------------------------------------

void policy_rules::name(PyObject* dict, uint32_t scope, bool called) {
  PyObject* id = types_.get(dict, field::id);
  const name_rule* rule = policy_.find(id);
  if (rule == nullptr)
    return;
  PyObject* mark = types_.get(dict, field::ctx);
  const node_kind context = mark != nullptr ? types_.kind_of(mark) : node_kind::load;
  // A class may define __reduce__ and its like; elsewhere such names are the interpreter's own.
  if (rule->is_dunder && (rule->is_function() || rule->forbidden_attribute)) {
    if (context != node_kind::store || scopes_.kind_of(scope) != scope_kind::class_body)
      refuse(kind_of_use(*rule, called), id, dict);
    return;
  }
  if (!rule->is_function())
    return;
  if (context == node_kind::store)
    scopes_.bind(rule->function, scope);
  else if (context == node_kind::del)
    scopes_.unbind(rule->function, scope);
  else
    scopes_.use({rule->function, called, scope, types_.span_of(dict)});
}

void policy_rules::attribute(PyObject* dict) {
  const name_rule* rule = policy_.find(types_.get(dict, field::attr));
  if (rule != nullptr && rule->forbidden_attribute)
    refuse(breach::attribute, rule->name, dict);
}

void policy_rules::match_class(PyObject* dict) {
  PyObject* names = types_.get(dict, field::kwd_attrs);
  for (Py_ssize_t i = 0; i < size_of(names); ++i) {
    const name_rule* rule = policy_.find(PyList_GET_ITEM(names, i));
    if (rule != nullptr && rule->forbidden_attribute)
      refuse(breach::attribute, rule->name, dict);
  }
}

void policy_rules::assign(PyObject* dict) {
  PyObject* value = types_.get(dict, field::value);
  PyObject* value_dict = value != nullptr ? dict_of(value) : nullptr;
  PyObject* items = value_dict != nullptr ? types_.get(value_dict, field::elts) : nullptr;
  if (size_of(items) > 0 && assigns_match_args(types_.get(dict, field::targets)))
    check_paths(items, dict);
}

bool policy_rules::assigns_match_args(PyObject* targets) const {
  for (Py_ssize_t i = 0; i < size_of(targets); ++i) {
    const name_rule* rule = rule_of_callee(PyList_GET_ITEM(targets, i));
    if (rule != nullptr && rule->names_attributes)
      return true;
  }
  return false;
}

// -- calls and literals ------------------------------------------------------

/// What is known of the last name of `f`, `a.f` …, or null.
const name_rule* policy_rules::rule_of_callee(PyObject* callee) const {
  const node_kind kind = types_.kind_of(callee);
  if (kind != node_kind::name && kind != node_kind::attribute)
    return nullptr;
  PyObject* dict = dict_of(callee);
  if (dict == nullptr)
    return nullptr;
  return policy_.find(types_.get(dict, kind == node_kind::name ? field::id : field::attr));
}

void policy_rules::call(PyObject* dict, bool guarded) {
  PyObject* callee = types_.get(dict, field::func);
  const name_rule* rule = callee != nullptr ? rule_of_callee(callee) : nullptr;
  if (rule == nullptr)
    return;
  PyObject* arguments = types_.get(dict, field::args);
  if (rule->takes_path)
    check_paths(arguments, dict);
  if (rule->takes_attribute) {
    PyObject* text = text_argument(arguments, 1);
    const name_rule* named = text != nullptr ? policy_.find_text(text) : nullptr;
    if (named != nullptr && named->forbidden_attribute)
      refuse(breach::attribute, named->name, dict);
  }
  if (rule->takes_module)
    if (PyObject* module = text_argument(arguments, 0))
      check_module(module, dict, guarded);
}

void policy_rules::check_paths(PyObject* arguments, PyObject* dict) {
  for (Py_ssize_t i = 0; i < size_of(arguments); ++i) {
    PyObject* text = text_argument(arguments, i);
    const name_rule* rule = text != nullptr ? forbidden_on_path(text, policy_) : nullptr;
    if (rule != nullptr)
      refuse(breach::attribute, rule->name, dict);
  }
}

/// The str that stands literally at `index`, or null.
PyObject* policy_rules::text_argument(PyObject* arguments, Py_ssize_t index) const {
  if (index >= size_of(arguments))
    return nullptr;
  PyObject* argument = PyList_GET_ITEM(arguments, index);
  PyObject* dict = types_.kind_of(argument) == node_kind::constant ? dict_of(argument) : nullptr;
  PyObject* value = dict != nullptr ? types_.get(dict, field::value) : nullptr;
  return value != nullptr && PyUnicode_CheckExact(value) ? value : nullptr;
}

void policy_rules::constant(PyObject* dict) {
  PyObject* value = types_.get(dict, field::value);
  if (value == nullptr || !PyUnicode_CheckExact(value))
    return;
  if (const name_rule* rule = forbidden_format_field(value, policy_))
    refuse(breach::attribute, rule->name, dict);
}

// -- imports -----------------------------------------------------------------

void policy_rules::import(PyObject* dict, uint32_t scope, bool guarded) {
  PyObject* names = types_.get(dict, field::names);
  for (Py_ssize_t i = 0; i < size_of(names); ++i) {
    PyObject* alias = dict_of(PyList_GET_ITEM(names, i));
    PyObject* module = alias != nullptr ? types_.get(alias, field::name) : nullptr;
    if (module == nullptr)
      continue;
    check_module(module, dict, guarded);
    bind_alias(alias, scope, true);
  }
}

void policy_rules::import_from(PyObject* dict, uint32_t scope, bool guarded) {
  PyObject* module = types_.get(dict, field::module);
  const uint32_t dots = dots_of(dict);
  if (dots > 0 || module == nullptr)
    refuse_import(dict, dots, module);
  const bool is_absolute = dots == 0 && module != nullptr;
  if (is_absolute)
    check_module(module, dict, guarded);
  PyObject* names = types_.get(dict, field::names);
  for (Py_ssize_t i = 0; i < size_of(names); ++i) {
    PyObject* alias = dict_of(PyList_GET_ITEM(names, i));
    if (alias == nullptr)
      continue;
    check_member(is_absolute ? module : nullptr, alias, dict);
    bind_alias(alias, scope, false);
  }
}

void policy_rules::check_module(PyObject* module, PyObject* dict, bool guarded) {
  if (!imports_.is_allowed(utf8_of(module), guarded))
    refuse_import(dict, 0, module);
}

void policy_rules::check_member(PyObject* module, PyObject* alias, PyObject* dict) {
  PyObject* member = types_.get(alias, field::name);
  const name_rule* rule = policy_.find(member);
  if (rule != nullptr && rule->forbidden_attribute)
    refuse(breach::attribute, member, alias);
  if (module == nullptr || member == nullptr)
    return;
  const std::string_view package = utf8_of(module);
  if (!policy_.is_import_forbidden(package)
      && imports_.is_member_forbidden(package, utf8_of(member)))
    refuse_import(dict, 0, module, member);
}

void policy_rules::bind_alias(PyObject* alias, uint32_t scope, bool binds_top) {
  PyObject* name = types_.get(alias, field::asname);
  if (name != nullptr)
    return bind(name, scope);
  name = types_.get(alias, field::name);
  const Py_ssize_t length = name != nullptr ? PyUnicode_GetLength(name) : 0;
  const Py_ssize_t dot = length > 0 ? PyUnicode_FindChar(name, '.', 0, length, 1) : -1;
  if (!binds_top || dot < 0)
    return bind(name, scope);
  const py_ref top(PyUnicode_Substring(name, 0, dot));
  const name_rule* rule = top ? policy_.find_text(top.get()) : nullptr;
  PyErr_Clear();
  if (rule != nullptr)
    bind(rule->name, scope);
}

uint32_t policy_rules::dots_of(PyObject* dict) const {
  PyObject* level = types_.get(dict, field::level);
  const long dots = level != nullptr && PyLong_Check(level) ? PyLong_AsLong(level) : 0;
  return dots > 0 ? static_cast<uint32_t>(dots) : 0;
}

// -- bindings ----------------------------------------------------------------

const name_rule* policy_rules::function_rule(PyObject* identifier) const {
  const name_rule* rule = policy_.find(identifier);
  return rule != nullptr && rule->is_function() ? rule : nullptr;
}

void policy_rules::bind(PyObject* identifier, uint32_t scope) {
  if (const name_rule* rule = function_rule(identifier))
    scopes_.bind(rule->function, scope);
}

void policy_rules::bind_for_a_while(PyObject* identifier, uint32_t scope) {
  if (const name_rule* rule = function_rule(identifier)) {
    scopes_.bind(rule->function, scope);
    scopes_.unbind(rule->function, scope);
  }
}

void policy_rules::augmented_assign(PyObject* dict, uint32_t scope) {
  PyObject* target = types_.get(dict, field::target);
  if (target == nullptr || types_.kind_of(target) != node_kind::name)
    return;
  PyObject* target_dict = dict_of(target);
  if (target_dict == nullptr)
    return;
  if (const name_rule* rule = function_rule(types_.get(target_dict, field::id)))
    scopes_.use({rule->function, false, scope, types_.span_of(target_dict)});
}

void policy_rules::global(PyObject* dict, uint32_t scope) {
  PyObject* names = types_.get(dict, field::names);
  for (Py_ssize_t i = 0; i < size_of(names); ++i)
    if (const name_rule* rule = function_rule(PyList_GET_ITEM(names, i)))
      scopes_.declare_global(rule->function, scope);
}

void policy_rules::nonlocal(PyObject* dict, uint32_t scope) {
  PyObject* names = types_.get(dict, field::names);
  for (Py_ssize_t i = 0; i < size_of(names); ++i)
    if (const name_rule* rule = function_rule(PyList_GET_ITEM(names, i)))
      scopes_.declare_nonlocal(rule->function, scope);
}

std::vector<refusal> policy_rules::take_refusals() {
  for (const name_use& use : scopes_.builtin_uses())
    refusals_.push_back({use.called ? breach::call : breach::use, 0,
                         policy_.function_name(use.name), nullptr, use.at});
  return std::move(refusals_);
}

} // namespace cordon::analyser
