// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/temporary_folder.hpp"

#include <filesystem>
#include <string>

namespace cordon::test {

/// A program that does as cordon-runner but for `trick`; see tests/fakes/fake_runner.cpp.
class fake_runner {
public:
  explicit fake_runner(const char* trick) : path_(folder_ / trick) {
    std::filesystem::create_symlink(CORDON_FAKE_RUNNER, path_);
  }

  const std::string& path() const { return path_; }

private:
  audit::temporary_folder folder_;
  std::string path_;
};

} // namespace cordon::test
