// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"
#include "job/error.hpp"

#include <cstdint>
#include <string>
#include <unistd.h>

namespace cordon::workers {

/// A file that is read, or standard input.
class input_file {
public:
  /// Standard input.
  input_file() = default;

  /// "-" is standard input. Errors: bad_input for a folder; not_found, system.
  static expected<input_file> open(const std::string& path);

  int fd() const { return file_ ? file_.get() : STDIN_FILENO; }
  /// In bytes; 0 where that is unknown.
  uint64_t size() const { return size_; }
  /// How far it is read, in bytes; 0 where that is unknown.
  uint64_t position() const;

private:
  io::unique_fd file_;
  uint64_t size_ = 0;
};

/// All of a file. Errors: as of `input_file::open`; bad_input where it is longer than `max_bytes`.
expected<std::string> read_input_file(const std::string& path, size_t max_bytes);

} // namespace cordon::workers
