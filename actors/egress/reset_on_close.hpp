// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cordon::egress {

/// Has the close of that TCP socket, however it comes about, tell the peer that the stream is not
/// whole: it gets a reset, and what is still to be sent is dropped.
void reset_on_close(int socket);

} // namespace cordon::egress
