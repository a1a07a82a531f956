// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"
#include "job/error.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::workers {

/// One artifact of a result: its content, or where that is kept.
struct listed_artifact {
  std::string name;
  std::optional<std::string> content;
  std::string ref; ///< a key of Redis; "" where the content is here or nowhere
};

/// The artifacts that a result lists. `json` is hostile. Errors: protocol.
expected<std::vector<listed_artifact>> artifacts_of(std::string_view json);

/// The parts of an artifact's name, which is a path below a folder. Errors: bad_input for what
/// would lead anywhere else.
expected<std::vector<std::string>> parts_of_name(std::string_view name);

/// A folder that artifacts are written below. Their names are a program's, so hostile: no link is
/// followed and no file overwritten.
class artifact_folder {
public:
  /// Makes the folder where it is missing; those above it must exist. Errors: system.
  static expected<artifact_folder> open(const std::string& path);

  /// The folder `name` in this one, made where it is missing; a link is none. Errors: system.
  expected<artifact_folder> inner(const std::string& name) const;

  /// Errors: bad_input for the name; system, for instance where such a file exists.
  expected<void> write(std::string_view name, std::string_view content) const;

private:
  explicit artifact_folder(io::unique_fd folder) : folder_(std::move(folder)) {}

  io::unique_fd folder_;
};

} // namespace cordon::workers
