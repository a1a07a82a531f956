// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct redisReply;

namespace cordon::session {

// Reading what a server says. Each takes any reply, null too, and gives nothing where it is of
// another kind than was asked for. Views point into the reply.

/// The bytes of a bulk string.
std::optional<std::string_view> text_of(const redisReply*);

/// The words of a status, as OK or PONG.
std::optional<std::string_view> status_of(const redisReply*);

std::optional<int64_t> integer_of(const redisReply*);

/// The words of an error.
std::optional<std::string_view> error_of(const redisReply*);

bool is_nil(const redisReply*);

/// The element of an array; null beyond its end and where it is none.
const redisReply* element_of(const redisReply*, size_t index);

/// Whether an error is one of the whole server that passes (it loads, is full, was made a replica
/// …), so that the same command can succeed later. Looks into errors of scripts, too.
bool passes_later(std::string_view error);

/// Whether a command was refused since Redis has no room for what it writes.
bool is_out_of_memory(std::string_view error);

/// An error fit for a log: one short line without the arguments that Redis likes to quote.
std::string shortened(std::string_view error);

} // namespace cordon::session
