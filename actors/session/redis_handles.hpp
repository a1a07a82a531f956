// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/c_handle.hpp"

#include <cstddef>
#include <hiredis/hiredis.h>
#include <memory>
#include <span>
#include <string_view>

namespace cordon::session {

using context_handle = io::c_handle<redisContext, redisFree>;
using reader_handle = io::c_handle<redisReader, redisReaderFree>;
using reply_handle = io::c_handle<redisReply, freeReplyObject>;

/// A reader that refuses arrays of more levels and elements than any answer to cordon has: hiredis
/// 1 would take them of any depth, and frees them by recursion. Null where memory lacks.
reader_handle make_reader();

/// The same for what `context` reads.
void bound_replies(redisContext& context);

/// What hiredis says of bytes that it refused: `code` and `words` are `err` and `errstr` of a
/// reader or a context.
std::string_view fault_of(int code, const char* words);

/// A command in Redis's protocol. Immutable, so that it can be sent again.
struct command_bytes {
  io::c_handle<char, redisFreeCommand> bytes;
  size_t size = 0;

  std::string_view view() const { return {bytes.get(), size}; }
};

using command_ptr = std::shared_ptr<const command_bytes>;

/// @pre at least one argument, the command's name. Throws std::bad_alloc.
command_ptr format_command(std::span<const std::string_view> arguments);

} // namespace cordon::session
