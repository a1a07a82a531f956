// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "artifact_folder.hpp"
#include "job/result.hpp"

#include <string>
#include <string_view>

namespace cordon::workers {

/// The name of the folder that holds the artifacts of the job `id`, which is hostile: letters,
/// digits, '-', '_' and inner '.' as they are, all other bytes as %XX; a long one is cut and ends
/// in the id's hash. Different ids have different folders.
std::string folder_name_of(std::string_view id);

/// Where `cordon run --artifacts` puts the files of its programs. What can't be written is said on
/// standard error. Not thread-safe.
class run_artifacts {
public:
  /// Makes the folder where it is missing. Errors: system.
  static expected<run_artifacts> open(const std::string& path);

  /// Writes the artifacts of a single program, into the folder itself.
  void write(const job::result& result);
  /// Writes those of one of many jobs, into a folder of its own, which is made where it has any.
  void write_of(std::string_view id, const job::result& result);

  /// Whether all of them were written.
  bool is_complete() const { return is_complete_; }

private:
  explicit run_artifacts(artifact_folder folder) : folder_(std::move(folder)) {}

  void write_into(const artifact_folder& folder, const std::string& place,
                  const job::result& result);
  void fail_for(const std::string& place, error problem);

  artifact_folder folder_;
  bool is_complete_ = true;
};

} // namespace cordon::workers
