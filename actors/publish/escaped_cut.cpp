// SPDX-License-Identifier: Apache-2.0
#include "publish/escaped_cut.hpp"

#include "job/utf8.hpp"

namespace cordon::publish {

namespace {

size_t escaped_size(char c) {
  if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t')
    return 2;
  return static_cast<unsigned char>(c) < 0x20 ? 6 : 1;
}

} // namespace

std::string_view cut_escaped(std::string_view text, size_t max_bytes) {
  size_t end = 0;
  for (size_t size = 0; end < text.size(); ++end) {
    size += escaped_size(text[end]);
    if (size > max_bytes)
      break;
  }
  return job::cut_utf8(text, end);
}

} // namespace cordon::publish
