// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <hiredis/hiredis.h>
#include <memory>
#include <span>
#include <string_view>

namespace cordon::session {

/// Owns one handle of hiredis; the size of a pointer.
template <auto Destroy>
struct handle_deleter {
  template <class T>
  void operator()(T* handle) const noexcept {
    Destroy(handle);
  }
};

template <class T, auto Destroy>
using handle = std::unique_ptr<T, handle_deleter<Destroy>>;

using context_handle = handle<redisContext, redisFree>;
using reader_handle = handle<redisReader, redisReaderFree>;
using reply_handle = handle<redisReply, freeReplyObject>;

/// A command in Redis's protocol. Immutable, so that it can be sent again.
struct command_bytes {
  handle<char, redisFreeCommand> bytes;
  size_t size = 0;

  std::string_view view() const { return {bytes.get(), size}; }
};

using command_ptr = std::shared_ptr<const command_bytes>;

/// @pre at least one argument, the command's name. Throws std::bad_alloc.
command_ptr format_command(std::span<const std::string_view> arguments);

} // namespace cordon::session
