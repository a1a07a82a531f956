// SPDX-License-Identifier: Apache-2.0
#include "analyser/dotted_imports.hpp"

namespace cordon::analyser {

namespace {

bool is_name_part(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
         || static_cast<unsigned char>(c) >= 0x80;
}

bool is_space(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\f';
}

/// Length of a line end that a backslash takes back, backslash included; 0 where there is none.
std::size_t continuation_at(std::string_view text) noexcept {
  if (text.starts_with("\\\r\n"))
    return 3;
  return text.starts_with("\\\n") || text.starts_with("\\\r") ? 2 : 0;
}

/// The run of names, dots and blanks at the beginning of a text.
struct name_run {
  std::size_t length = 0;
  std::size_t dots = 0; // between names
};

name_run run_at(std::string_view text) noexcept {
  name_run run;
  bool after_name = false;
  while (run.length < text.size()) {
    const char c = text[run.length];
    if (const std::size_t line_end = continuation_at(text.substr(run.length, 3))) {
      run.length += line_end;
      continue;
    }
    if (!is_name_part(c) && !is_space(c) && c != '.')
      break;
    run.dots += c == '.' && after_name;
    after_name = is_name_part(c) || (after_name && is_space(c));
    ++run.length;
  }
  return run;
}

} // namespace

bool has_endless_import(std::string_view code) noexcept {
  while (!code.empty()) {
    const name_run run = run_at(code);
    const std::string_view text = code.substr(0, run.length);
    if (run.dots > max_import_dots
        && (text.find("import") != std::string_view::npos
            || text.find("from") != std::string_view::npos))
      return true;
    // What ended the run is passed over with it.
    code.remove_prefix(run.length < code.size() ? run.length + 1 : run.length);
  }
  return false;
}

} // namespace cordon::analyser
