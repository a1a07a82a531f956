// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"
#include "jail/listener.hpp"
#include "job/error.hpp"

#include <string>
#include <vector>

namespace cordon::runner {

/// Brings up loopback, the only interface of this network namespace, gives it the addresses of
/// `listeners` and binds a TCP socket to each, for the worker to listen on. Needs the capabilities
/// over the namespace. As long as nobody listens there is nothing to connect to.
expected<std::vector<io::unique_fd>> open_network(const std::vector<jail::listener>& listeners);

/// The text of an /etc/hosts that knows these hosts.
std::string hosts_file(const std::vector<jail::listener>& listeners);

} // namespace cordon::runner
