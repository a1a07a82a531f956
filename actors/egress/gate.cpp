// SPDX-License-Identifier: Apache-2.0
#include "egress/gate.hpp"

#include "egress/reset_on_close.hpp"
#include "job/log.hpp"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>

namespace cordon::egress {

namespace {

/// Connections that wait in a door's queue: a burst of as many as may be is not slowed down.
constexpr int backlog = max_connections;

} // namespace

gate::gate(io::event_loop& loop, std::vector<door> doors, tally& counts)
    : loop_(loop), doors_(std::move(doors)), counts_(counts) {}

gate::~gate() {
  shut();
}

expected<void> gate::open(std::string job_id) {
  job_id_ = std::move(job_id);
  for (auto& one : doors_) {
    if (listen(one.socket.get(), backlog) != 0)
      return system_failure("cannot listen for the program", one.target.text(), errno);
    auto watcher =
        io::fd_watcher::make(loop_, one.socket.get(), [this, &one](int) { accept_from(one); });
    if (!watcher)
      return tl::unexpected<error>(watcher.error());
    watchers_.push_back(std::move(*watcher));
  }
  watch_doors(io::fd_watcher::readable);
  return {};
}

// A listening socket that is shut down drops whatever has come in or is about to
// (inet_csk_listen_stop in the kernel) and keeps the address and port that it was bound to by name;
// listen(2) opens it again.
void gate::shut() {
  watchers_.clear();
  for (const auto& one : doors_)
    shutdown(one.socket.get(), SHUT_RDWR);
  for (const auto& [number, one] : std::exchange(connections_, {}))
    one->finish();
}

void gate::accept_from(door& from) {
  io::unique_fd socket(accept4(from.socket.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
  if (socket)
    return admit(from.target, std::move(socket));
  if (errno == EAGAIN || errno == EINTR || errno == ECONNABORTED)
    return;
  // Out of descriptors or memory: until a connection ends, or the next job.
  job::log_event(job::log_level::warn, "egress_not_accepted",
                 {{"job_id", job_id_}, {"why", std::strerror(errno)}});
  watch_doors(io::fd_watcher::none);
}

void gate::admit(const job::egress_target& target, io::unique_fd socket) {
  if (connections_.size() >= max_connections) {
    ++counts_.refused;
    reset_on_close(socket.get());
    return;
  }
  const auto number = next_number_++;
  auto& one = connections_[number];
  one = std::make_unique<connection>(
      loop_, std::move(socket), [this, number, text = target.text()](const std::string& failure) {
        ended(number, text, failure);
      });
  one->start(target);
}

void gate::ended(uint64_t number, const std::string& target, const std::string& failure) {
  const auto at = connections_.find(number);
  if (at == connections_.end())
    return; // while it is shut
  ++(failure.empty() ? counts_.made : counts_.failed);
  if (job::would_log(job::log_level::debug))
    job::log_event(job::log_level::debug, "egress_ended",
                   {{"job_id", job_id_}, {"target", target}, {"why", failure}});
  // It is the caller: it goes when its callback has returned.
  loop_.post([dropped = std::shared_ptr<connection>(std::move(at->second))] {});
  connections_.erase(at);
  watch_doors(io::fd_watcher::readable);
}

void gate::watch_doors(int events) {
  for (const auto& watcher : watchers_)
    watcher->watch(events);
}

} // namespace cordon::egress
