// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

namespace cordon::runner {

/// Installs, in a runner whose programs have a network, what holds for
/// their sockets beside the runner's filter, which is installed after it: TCP over IPv4 can be made
/// and connected, with the options that clients set; every other family, type, protocol and option
/// answers an errno. Where a connection may lead is the network namespace's to say.
expected<void> install_network_filter();

} // namespace cordon::runner
