// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace cordon::job {

/// The SHA-256 of `bytes` as 64 lower-case hex digits. Thread-safe. Throws std::runtime_error where
/// libcrypto offers no SHA-256, which is a broken installation and not a state to go on in.
std::string sha256_hex(std::string_view bytes);

} // namespace cordon::job
