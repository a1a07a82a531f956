// SPDX-License-Identifier: Apache-2.0
#include "analyser/report.hpp"

#include <algorithm>

namespace cordon::analyser {

namespace {

/// Bytes of UTF-8 that begin a character.
uint32_t characters(std::string_view text) {
  return static_cast<uint32_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string_view type_of(breach what) {
  switch (what) {
  case breach::import:
    return validation::forbidden_import;
  case breach::use:
  case breach::call:
    return validation::forbidden_function;
  case breach::attribute:
  case breach::attribute_name:
    break;
  }
  return validation::forbidden_attribute;
}

std::string module_text(const refusal& found) {
  std::string text(std::min<std::size_t>(found.dots, max_quoted_characters), '.');
  if (found.name != nullptr)
    text += to_utf8(found.name, max_quoted_characters);
  if (found.member != nullptr)
    text += '.' + to_utf8(found.member, max_quoted_characters);
  return text;
}

std::string message_of(const refusal& found) {
  if (found.what == breach::import)
    return "Import of '" + module_text(found) + "' is not allowed";
  const std::string name = to_utf8(found.name, max_quoted_characters);
  switch (found.what) {
  case breach::call:
    return "Call of '" + name + "()' is not allowed";
  case breach::attribute:
    return "Access to attribute '" + name + "' is not allowed";
  default:
    return "Use of '" + name + "' is not allowed";
  }
}

} // namespace

std::vector<job::validation_violation> to_violations(std::vector<refusal> refusals,
                                                     std::string_view source, std::size_t limit) {
  // Ends break ties: in `a.b.c` both attributes begin at `a`, and `.b` comes first.
  std::stable_sort(refusals.begin(), refusals.end(),
                   [](const refusal& a, const refusal& b) { return a.at < b.at; });
  refusals.resize(std::min(refusals.size(), limit));
  std::vector<job::validation_violation> violations;
  line_map lines(source);
  for (const refusal& found : refusals)
    violations.push_back({std::string(type_of(found.what)), job::severity::high, message_of(found),
                          found.at.line, lines.column(found.at.line, found.at.column)});
  return violations;
}

std::string to_utf8(PyObject* text, std::size_t limit) {
  const auto length = PyUnicode_GetLength(text);
  const bool is_cut = length > static_cast<Py_ssize_t>(limit);
  const py_ref head = is_cut ? py_ref(PyUnicode_Substring(text, 0, static_cast<Py_ssize_t>(limit)))
                             : py_ref::borrow(text);
  const py_ref bytes(head ? PyUnicode_AsEncodedString(head.get(), "utf-8", "backslashreplace")
                          : nullptr);
  if (!bytes) {
    PyErr_Clear();
    return "?";
  }
  std::string utf8(PyBytes_AS_STRING(bytes.get()),
                   static_cast<std::size_t>(PyBytes_GET_SIZE(bytes.get())));
  return is_cut ? utf8 + "…" : utf8;
}

line_map::line_map(std::string_view source) : source_(source) {
  restart();
}

void line_map::restart() {
  line_ = 1;
  begin_ = 0;
  end_ = std::min(source_.find_first_of("\r\n"), source_.size());
}

bool line_map::next_line() {
  if (end_ == source_.size())
    return false;
  begin_ = end_ + (source_.substr(end_, 2) == "\r\n" ? 2 : 1);
  end_ = std::min(source_.find_first_of("\r\n", begin_), source_.size());
  ++line_;
  return true;
}

uint32_t line_map::column(uint32_t line, uint32_t byte) {
  if (line < line_)
    restart();
  while (line_ < line && next_line()) {
  }
  // CPython 3.11 counts some positions inside f-strings wrongly: never read past the line.
  return characters(source_.substr(begin_, std::min<std::size_t>(end_ - begin_, byte)));
}

line_map::place line_map::place_of(std::size_t byte) {
  restart();
  while (end_ < byte && next_line()) {
  }
  return {line_, column(line_, static_cast<uint32_t>(byte - begin_))};
}

} // namespace cordon::analyser
