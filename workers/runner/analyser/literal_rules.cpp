// SPDX-License-Identifier: Apache-2.0
#include "analyser/literal_rules.hpp"

namespace cordon::analyser {

namespace {

const name_rule* forbidden_slice(PyObject* text, Py_ssize_t begin, Py_ssize_t end,
                                 const compiled_policy& policy) {
  if (begin >= end || end - begin > policy.longest_name())
    return nullptr;
  const py_ref slice(PyUnicode_Substring(text, begin, end));
  if (!slice) {
    PyErr_Clear();
    return nullptr;
  }
  const name_rule* rule = policy.find_text(slice.get());
  return rule != nullptr && rule->forbidden_attribute ? rule : nullptr;
}

/// Looks for what follows '.' and '[' in replacement fields. Doubled braces open a field as well:
/// such a text may be formatted twice.
class field_scanner {
public:
  field_scanner(PyObject* text, const compiled_policy& policy) : text_(text), policy_(policy) {}

  const name_rule* scan(Py_ssize_t first_brace) {
    const Py_ssize_t length = PyUnicode_GetLength(text_);
    for (Py_ssize_t at = first_brace; at < length; ++at)
      if (const name_rule* rule = step(at, PyUnicode_ReadChar(text_, at)))
        return rule;
    return nullptr;
  }

private:
  const name_rule* step(Py_ssize_t at, Py_UCS4 character) {
    switch (character) {
    case '{':
      in_field_ = true;
      begin_ = none;
      return nullptr;
    case '.':
    case '[': {
      const name_rule* rule = end_name(at);
      begin_ = in_field_ ? at + 1 : none;
      return rule;
    }
    case '}':
    case '!':
    case ':': {
      const name_rule* rule = end_name(at);
      in_field_ = false;
      return rule;
    }
    case ']':
      return end_name(at);
    default:
      return nullptr;
    }
  }

  const name_rule* end_name(Py_ssize_t at) {
    const Py_ssize_t begin = begin_;
    begin_ = none;
    return begin == none ? nullptr : forbidden_slice(text_, begin, at, policy_);
  }

  static constexpr Py_ssize_t none = -1;
  PyObject* text_;
  const compiled_policy& policy_;
  bool in_field_ = false;
  Py_ssize_t begin_ = none; // of the name that is being read
};

} // namespace

const name_rule* forbidden_format_field(PyObject* text, const compiled_policy& policy) {
  const Py_ssize_t length = PyUnicode_GetLength(text);
  const Py_ssize_t brace = PyUnicode_FindChar(text, '{', 0, length, 1);
  return brace < 0 ? nullptr : field_scanner(text, policy).scan(brace);
}

const name_rule* forbidden_on_path(PyObject* text, const compiled_policy& policy) {
  const Py_ssize_t length = PyUnicode_GetLength(text);
  for (Py_ssize_t begin = 0; begin <= length;) {
    Py_ssize_t end = PyUnicode_FindChar(text, '.', begin, length, 1);
    end = end < 0 ? length : end;
    if (const name_rule* rule = forbidden_slice(text, begin, end, policy))
      return rule;
    begin = end + 1;
  }
  return nullptr;
}

} // namespace cordon::analyser
