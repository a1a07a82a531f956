// SPDX-License-Identifier: Apache-2.0
#include "execution/verdict_reader.hpp"

#include "io/read_file.hpp"
#include "jail/codec.hpp"
#include "jail/messages.hpp"

namespace cordon::execution {

std::string read_verdict(const io::unique_fd& memfd) {
  auto size_bytes = io::read_at(memfd.get(), 0, sizeof(uint32_t));
  if (size_bytes.size() != sizeof(uint32_t))
    return {};
  const auto size = jail::decoder(size_bytes).u32();
  return size < jail::verdict_bytes ? io::read_at(memfd.get(), sizeof size, size) : std::string();
}

} // namespace cordon::execution
