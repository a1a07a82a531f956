// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace cordon::io {

/// Up to `size` bytes from `offset` on, fewer at the end of the file or after a failure; the file's
/// own position is not used.
std::string read_at(int fd, uint64_t offset, uint64_t size);

/// Size of the file in bytes; 0 where the system does not tell.
uint64_t file_size(int fd);

} // namespace cordon::io
