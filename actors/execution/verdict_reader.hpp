// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"

#include <string>

namespace cordon::execution {

/// What a program's process wrote as its verdict into the memfd that a runner sent: u32 size, then
/// that many bytes, if it tells the truth. Hostile; jail::decode_verdict reads it. "" where the
/// size is none that a verdict can have.
std::string read_verdict(const io::unique_fd& memfd);

} // namespace cordon::execution
