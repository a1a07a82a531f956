// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"

namespace cordon::runner {

/// Closes every descriptor above `jail::zygote_socket`, makes new pipes the streams, as a program
/// under a worker has them (the interpreter's stream objects remember what they were made on), and
/// gives the socket, which makes room for the verdict's descriptor. Nothing where the system has no
/// more.
io::unique_fd keep_only_the_socket();

} // namespace cordon::runner
