// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cordon::workers {

/// What a key of the configuration takes.
enum class value_kind : uint8_t {
  count,   ///< a whole number
  seconds, ///< a number, whole or not
  flag,    ///< true or false
  text,    ///< a string
  path,    ///< an absolute path, or "" where `may_be_empty`
  file,    ///< a path, absolute or not, or "" where `may_be_empty`
  names,   ///< a list of strings, none empty
  modules, ///< a list of names of Python modules, "xml.dom"
  label,   ///< letters, digits, '.', '_' and '-', or "" where `may_be_empty`
  topic,   ///< a legal name of a Kafka topic, or "" where `may_be_empty`
  topics,  ///< a list of such names in which '*' stands for anything
  listen,  ///< "host:port" or "[::1]:port", or "" where `may_be_empty`
  targets, ///< a list of "host:port" that programs may reach
  redis,   ///< redis://[user[:password]@]host[:port][/db] or unix:///path[?db=n]
};

/// A value of a key: a whole number, seconds, a flag, a text or path, names.
using key_value = std::variant<int64_t, double, bool, std::string, std::vector<std::string>>;

/// What is common to all keys: how they are written, what they may hold and what they mean. The
/// TOML reader, the environment, the flags and the sample file are all made from it.
struct key_format {
  std::string_view name{}; ///< as in the file, e.g. "log_level"
  value_kind kind = value_kind::text;
  double min = 0;                              ///< count and seconds: the smallest value
  double max = 0;                              ///< and the largest
  std::span<const std::string_view> choices{}; ///< text and names: what is known; empty: anything
  bool may_be_empty = false;                   ///< text, path, file, topic and listen
  bool is_secret = false;                      ///< its value appears in no message
  std::string_view unit{};                     ///< for the reader: "MB of 1,048,576 bytes"
  std::string_view default_literal{}; ///< the default (or an example where it has none) in TOML
  std::string_view default_words{};   ///< what the default is where a literal can't say it
  std::string_view help{};            ///< what it does and what follows from it, one paragraph
};

/// What `key` takes, for people: "a whole number from 1 to 4096".
std::string expectation(const key_format& key);

/// Holds `value`, whose type fits the kind, against the range and the choices. Errors: bad_input,
/// or unsupported for what is not delivered, that name the key and what would be right.
expected<void> check(const key_format& key, const key_value& value);

/// Reads a value as the environment and flags have it, topics between commas, and checks it.
/// Errors: bad_input; unsupported for flags, names and modules, which only the file can hold.
expected<key_value> from_text(const key_format& key, const std::string& text);

} // namespace cordon::workers
