// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analyser/ast_types.hpp"
#include "validation/policy.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::analyser {

/// Longest part of a message that comes out of the source, in characters.
inline constexpr std::size_t max_quoted_characters = 100;
/// Longest message of CPython's own that is passed on, in characters.
inline constexpr std::size_t max_message_characters = 300;

enum class breach : uint8_t { import, use, call, attribute, attribute_name };

/// One refused thing, before it is known to be among the first that are reported. Cheap: a source
/// may hold hundreds of thousands. The objects belong to the syntax tree or the policy.
struct refusal {
  breach what = breach::use;
  uint32_t dots = 0;          ///< import: leading dots of a relative one
  PyObject* name = nullptr;   ///< a str; null only for `from . import x`
  PyObject* member = nullptr; ///< import: b of `from a import b`, where a.b is what is refused
  source_span at;
};

/// The first `limit` refusals in source order, as violations; the rest is dropped. `source` is
/// valid UTF-8 and gives the columns. Needs the GIL.
std::vector<job::validation_violation> to_violations(std::vector<refusal> refusals,
                                                     std::string_view source, std::size_t limit);

/// UTF-8 of a Python str, at most `limit` characters of it; what has no UTF-8 (lone surrogates) is
/// escaped with a backslash.
std::string to_utf8(PyObject* text, std::size_t limit);

/// Turns a line (from 1) and a byte in it (from 0) into a column in characters. Lines end where
/// CPython's tokenizer ends them: at \n, \r and \r\n.
class line_map {
public:
  explicit line_map(std::string_view source);

  /// The column, in characters, of a byte of a line; no further than the line's end. Best asked
  /// with rising lines: it reads forward and starts over where it must.
  uint32_t column(uint32_t line, uint32_t byte);

  /// A line (from 1) and a column in characters (from 0).
  struct place {
    uint32_t line;
    uint32_t column;
  };

  /// Where a byte of the source stands.
  place place_of(std::size_t byte);

private:
  void restart();
  bool next_line();

  std::string_view source_;
  uint32_t line_ = 1;     // the line that the next two are about
  std::size_t begin_ = 0; // its first byte
  std::size_t end_ = 0;   // the line end after it, or the end of the source
};

} // namespace cordon::analyser
