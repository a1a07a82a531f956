// SPDX-License-Identifier: Apache-2.0
#include "analyser/compiled_policy.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace cordon::analyser {

namespace {

constexpr const char* attribute_takers[] = {"getattr", "hasattr", "setattr", "delattr"};
// Methods of object, called as object.__getattribute__(x, "name"), count as well.
constexpr const char* path_takers[] = {"attrgetter",  "methodcaller", "__getattribute__",
                                       "__getattr__", "__setattr__",  "__delattr__"};
constexpr const char* module_takers[] = {"__import__", "import_module"};

std::size_t hash_of(const void* pointer) noexcept {
  const auto bits = reinterpret_cast<std::uintptr_t>(pointer);
  return static_cast<std::size_t>((bits >> 4) * 0x9E3779B97F4A7C15ull >> 32);
}

bool is_dunder(std::string_view name) noexcept {
  return name.size() > 4 && name.starts_with("__") && name.ends_with("__");
}

[[noreturn]] void throw_python_error(std::string_view name) {
  const bool no_memory = PyErr_ExceptionMatches(PyExc_MemoryError) != 0;
  PyErr_Clear();
  if (no_memory)
    throw std::bad_alloc();
  throw std::runtime_error("the policy's name '" + std::string(name) + "' is not UTF-8");
}

} // namespace

compiled_policy::compiled_policy(const job::source_policy& source)
    : is_enabled_(source.enabled), max_operations_(source.max_operations),
      forbidden_imports_(source.forbidden_imports), by_text_(PyDict_New()) {
  if (!by_text_)
    throw_python_error("");
  std::sort(forbidden_imports_.begin(), forbidden_imports_.end());
  for (const std::string& name : source.forbidden_functions)
    forbid_function(name);
  for (const char* name : {"getattr", "hasattr"})
    if (!source.allow_getattr)
      forbid_function(name);
  for (const char* name : {"setattr", "delattr"})
    if (!source.allow_setattr)
      forbid_function(name);
  for (const std::string& name : source.forbidden_attributes)
    rule_for(name).forbidden_attribute = true;
  for (const char* name : attribute_takers)
    rule_for(name).takes_attribute = true;
  for (const char* name : path_takers)
    rule_for(name).takes_path = true;
  for (const char* name : module_takers)
    rule_for(name).takes_module = true;
  rule_for("__match_args__").names_attributes = true;
  index_names();
}

name_rule& compiled_policy::rule_for(std::string_view name) {
  py_ref text(PyUnicode_FromStringAndSize(name.data(), static_cast<Py_ssize_t>(name.size())));
  if (!text)
    throw_python_error(name);
  PyObject* interned = text.release();
  PyUnicode_InternInPlace(&interned);
  text = py_ref(interned);
  const auto same = std::find_if(known_.begin(), known_.end(),
                                 [&](const name_rule& rule) { return rule.name == interned; });
  if (same != known_.end())
    return *same;
  if (PyDict_SetItem(by_text_.get(), interned, interned) != 0)
    throw_python_error(name);
  longest_name_ = std::max(longest_name_, PyUnicode_GetLength(interned));
  name_rule& rule = known_.emplace_back();
  rule.name = interned;
  rule.is_dunder = is_dunder(name);
  return rule;
}

void compiled_policy::forbid_function(std::string_view name) {
  name_rule& rule = rule_for(name);
  if (rule.is_function())
    return;
  if (functions_.size() == name_rule::no_function)
    throw std::runtime_error("a policy forbids at most 65,535 functions");
  rule.function = static_cast<uint16_t>(functions_.size());
  functions_.push_back(rule.name);
}

void compiled_policy::index_names() {
  by_address_.assign(std::bit_ceil(known_.size() * 4), nullptr);
  for (const name_rule& rule : known_) {
    std::size_t at = hash_of(rule.name) & (by_address_.size() - 1);
    while (by_address_[at] != nullptr)
      at = (at + 1) & (by_address_.size() - 1);
    by_address_[at] = &rule;
  }
}

const name_rule* compiled_policy::find(PyObject* interned_name) const noexcept {
  std::size_t at = hash_of(interned_name) & (by_address_.size() - 1);
  while (by_address_[at] != nullptr) {
    if (by_address_[at]->name == interned_name)
      return by_address_[at];
    at = (at + 1) & (by_address_.size() - 1);
  }
  return nullptr;
}

const name_rule* compiled_policy::find_text(PyObject* text) const noexcept {
  if (!PyUnicode_CheckExact(text) || PyUnicode_GetLength(text) > longest_name_)
    return nullptr;
  PyObject* interned = PyDict_GetItemWithError(by_text_.get(), text);
  return interned != nullptr ? find(interned) : nullptr;
}

bool compiled_policy::is_import_forbidden(std::string_view module) const noexcept {
  return covers(forbidden_imports_, module);
}

bool covers(const std::vector<std::string>& sorted, std::string_view module) noexcept {
  constexpr std::size_t longest = 256; // of the part that is compared: names may be megabytes long
  std::size_t end = 0;
  while (end != std::string_view::npos && end <= longest) {
    end = module.find('.', end);
    const auto package = module.substr(0, end);
    if (std::binary_search(sorted.begin(), sorted.end(), package, std::less<>()))
      return true;
    if (end != std::string_view::npos)
      ++end;
  }
  return false;
}

} // namespace cordon::analyser
