// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace cordon::workers {

/// The worker's HTTP server for its operator, on threads of its own: /metrics, /healthz, /readyz.
class http_endpoint {
public:
  /// Called from any thread.
  struct sources {
    std::function<std::string()> metrics; ///< the exposition text
    /// What keeps the worker from serving, by part; none: it is ready.
    std::function<std::map<std::string, std::string>()> problems;
    /// Why the process is of no use any more; "": it lives.
    std::function<std::string()> death;
  };

  /// `listen` is host:port; port 0 takes a free one. Errors: bad_input for an address that can't
  /// be listened on.
  static expected<std::unique_ptr<http_endpoint>> open(const std::string& listen, sources from);
  ~http_endpoint();

  /// host:port as it is.
  const std::string& address() const;

private:
  struct state;
  explicit http_endpoint(std::unique_ptr<state>);
  std::unique_ptr<state> state_;
};

} // namespace cordon::workers
