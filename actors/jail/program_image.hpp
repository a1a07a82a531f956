// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"

#include <string>

namespace cordon::jail {

/// A program to start many times whose code lies in huge pages that all its processes share: a fork
/// of it that runs has its code mapped by a few page faults instead of fifty. It is a copy in
/// memory that nobody can write to any more; where the system does not allow one, it is the file
/// itself.
class program_image {
public:
  explicit program_image(std::string file);

  /// What this process, and nobody else, can start.
  const std::string& path() const { return path_; }

private:
  io::unique_fd memory_;
  std::string path_;
};

} // namespace cordon::jail
