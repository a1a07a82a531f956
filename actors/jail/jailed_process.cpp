// SPDX-License-Identifier: Apache-2.0
#include "jail/jailed_process.hpp"

#include <csignal>
#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::jail {

expected<std::unique_ptr<jailed_process>>
jailed_process::start(io::event_loop& loop, std::shared_ptr<zygote> parent, const setup& setup,
                      std::vector<io::unique_fd> cgroup_files, callbacks callback) {
  auto socket = parent->bear();
  if (!socket)
    return tl::unexpected<error>(socket.error());
  std::unique_ptr<jailed_process> process(
      new jailed_process(loop, std::move(parent), std::move(*socket), std::move(callback)));
  process->send(encode(setup), std::move(cgroup_files));
  return process;
}

jailed_process::jailed_process(io::event_loop& loop, std::shared_ptr<zygote> parent,
                               io::unique_fd socket, callbacks callback)
    : parent_(std::move(parent)), callback_(std::move(callback)),
      socket_(
          loop, std::move(socket),
          [this](std::string_view body, std::vector<io::unique_fd> fds) {
            take(body, std::move(fds));
          },
          [this](error why) {
            if (!pidfd_)
              why.what += "; the runner ended before it was there";
            if (!parent_->has_borne())
              why.what += ": does the setting execution.runner name the cordon-runner of this "
                          "build?";
            callback_.on_end(std::move(why));
          }) {}

void jailed_process::take(std::string_view body, std::vector<io::unique_fd> fds) {
  const auto kind = kind_of(body);
  if (kind == message_kind::born)
    return be_born(body, std::move(fds));
  if (kind != message_kind::ready)
    return callback_.on_frame(body, std::move(fds));
  auto message = decode_ready(body);
  callback_.on_ready(message ? std::move(*message) : ready{{}, message.error().text()},
                     std::move(fds));
}

void jailed_process::be_born(std::string_view body, std::vector<io::unique_fd> fds) {
  const auto pid = decode_born(body);
  if (!pid || fds.size() != 1 || pidfd_)
    return callback_.on_ready(ready{{}, "it was not born as it must be"}, {});
  pid_ = *pid;
  pidfd_ = std::move(fds.front());
  parent_->note_birth();
}

jailed_process::~jailed_process() {
  // Who is not born yet finds its socket closed. Nobody waits here for the jail's end: the kernel
  // may be long at that, and others wait for this thread.
  if (pidfd_)
    syscall(SYS_pidfd_send_signal, pidfd_.get(), SIGTERM, nullptr, 0);
}

void jailed_process::send(std::string_view body, std::vector<io::unique_fd> fds) {
  socket_.send(body, std::move(fds));
}

} // namespace cordon::jail
