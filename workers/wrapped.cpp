// SPDX-License-Identifier: Apache-2.0
#include "wrapped.hpp"

#include <algorithm>

namespace cordon::workers {

std::string wrapped(std::string_view text, size_t columns, std::string_view indent) {
  std::string out;
  size_t column = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    if (column > 0 && column + 1 + word.size() > columns) {
      out.append("\n").append(indent);
      column = indent.size();
    } else if (!out.empty()) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  return out;
}

} // namespace cordon::workers
