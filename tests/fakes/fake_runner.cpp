// SPDX-License-Identifier: Apache-2.0
// Stands in for cordon-runner where a test wants one that a compromised or broken jail would make.
// What it does wrong is the name that it is started by.
#include "control_channel.hpp"
#include "jail/messages.hpp"

#include <string_view>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

using namespace cordon;
using runner::control_channel;

constexpr int worker_socket = 3;

bool be_born(control_channel& channel) {
  const io::unique_fd self(static_cast<int>(syscall(SYS_pidfd_open, getpid(), 0)));
  control_channel::frame setup;
  return channel.write(jail::encode_born(getpid()), {self.get()}) && channel.read(setup)
         && channel.write(jail::encode(jail::ready{}));
}

/// Of a program that ended well; artifacts never come with it.
void report(control_channel& channel, std::string_view order_bytes, std::string_view trick) {
  const auto order = jail::decode_job_order(order_bytes);
  if (!order || (trick == "reports-but-once" && order->run != 1))
    return;
  jail::report made;
  made.run = order->run;
  made.ending = jail::ending::exited;
  made.has_artifacts = trick == "claims-artifacts";
  const io::unique_fd verdict(memfd_create("verdict", MFD_CLOEXEC));
  channel.write(jail::encode(made), {verdict.get()});
}

int live(control_channel channel, std::string_view trick) {
  control_channel::frame frame;
  if (trick != "never-warm" && !be_born(channel))
    return 1;
  while (channel.read(frame)) {
    if (trick == "ready-again-and-again")
      channel.write(jail::encode(jail::ready{}));
    if (jail::kind_of(frame.body) == jail::message_kind::job)
      report(channel, frame.body, trick);
  }
  return 0;
}

} // namespace

int main(int, char** argv) {
  const std::string_view program = argv[0];
  const auto trick = program.substr(program.rfind('/') + 1);
  control_channel zygote{io::unique_fd(worker_socket)};
  control_channel::frame frame;
  while (zygote.read(frame)) { // first its own set-up
    for (auto& socket : frame.fds)
      if (fork() == 0) {
        close(worker_socket);
        _exit(live(control_channel(std::move(socket)), trick));
      }
    frame.fds.clear();
  }
  return 0;
}
