// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"
#include "job/error.hpp"

#include <string>
#include <string_view>

/// What cgroups of both versions have in common: they are folders with files in them.
namespace cordon::jail {

/// Makes `cordon-<pid>` in `base`, and removes what dead workers left beside it.
expected<std::string> make_worker_cgroup(const std::string& base);

/// Makes a cgroup where it is missing.
expected<void> make_cgroup(const std::string& folder);

/// Removes an empty cgroup; waits a little for killed processes to leave it.
void remove_cgroup(const std::string& folder);

/// For writing, and for reading where that is allowed.
expected<io::unique_fd> open_cgroup_file(const std::string& path);

/// Where it is missing (the kernel is older or built without): no descriptor and no error.
expected<io::unique_fd> open_cgroup_file_if_there(const std::string& path);

expected<void> write_cgroup_file(const std::string& path, std::string_view text);

/// The file's text; "" where it can't be read.
std::string read_cgroup_file(const std::string& path);

/// Whether the words of `text`, parted by space, have `word` among them.
bool has_word(const std::string& text, std::string_view word);

} // namespace cordon::jail
