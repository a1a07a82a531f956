// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace cordon::workers {

/// A configuration file that lives as long as this.
class configuration_file {
public:
  explicit configuration_file(const std::string& toml) {
    const int fd = ::mkstemp(path_.data());
    if (fd < 0)
      throw std::runtime_error("no temporary file could be made");
    ::close(fd);
    std::ofstream(path_, std::ios::binary) << toml;
  }
  ~configuration_file() { ::unlink(path_.c_str()); }
  configuration_file(const configuration_file&) = delete;
  configuration_file& operator=(const configuration_file&) = delete;

  const std::string& path() const { return path_; }

private:
  std::string path_ = "/tmp/cordon-test-XXXXXX";
};

inline expected<configuration> load_toml(const std::string& toml) {
  const configuration_file file(toml);
  return load_configuration(file.path());
}

/// The text of the error that `toml` meets, with "FILE" for the file's path; "" where it loads.
inline std::string error_of(const std::string& toml) {
  const configuration_file file(toml);
  const auto loaded = load_configuration(file.path());
  if (loaded)
    return {};
  std::string text = loaded.error().text();
  if (const size_t at = text.find(file.path()); at != std::string::npos)
    text.replace(at, file.path().size(), "FILE");
  return text;
}

} // namespace cordon::workers
