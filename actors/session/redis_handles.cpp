// SPDX-License-Identifier: Apache-2.0
#include "session/redis_handles.hpp"

#include <new>
#include <vector>

namespace cordon::session {

command_ptr format_command(std::span<const std::string_view> arguments) {
  std::vector<const char*> starts;
  std::vector<size_t> sizes;
  for (const auto& argument : arguments) {
    starts.push_back(argument.data());
    sizes.push_back(argument.size());
  }
  char* bytes = nullptr;
  const auto size = redisFormatCommandArgv(&bytes, static_cast<int>(arguments.size()),
                                           starts.data(), sizes.data());
  if (size < 0)
    throw std::bad_alloc();
  command_bytes made;
  made.bytes.reset(bytes);
  made.size = static_cast<size_t>(size);
  return std::make_shared<const command_bytes>(std::move(made));
}

} // namespace cordon::session
