// SPDX-License-Identifier: Apache-2.0
// The program that jails are made of. The worker starts it with a socket as descriptor 3; it is of
// no use by hand.
#include "control_channel.hpp"
#include "io/descriptor_limit.hpp"
#include "jail/messages.hpp"
#include "jail/zygote_terms.hpp"
#include "namespaces.hpp"
#include "own_descriptors.hpp"
#include "zygote.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace cordon;
using namespace cordon::runner;

bool is_socket(int fd) {
  struct stat found {};
  return fstat(fd, &found) == 0 && S_ISSOCK(found.st_mode);
}

/// What this process inherited must not show: signals, mask, session.
void reset_inherited_state() {
  for (int signal = 1; signal < NSIG; ++signal)
    std::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  setsid();
  umask(022);
  io::raise_descriptor_limit();
}

void overwrite(char* text, std::string_view name) {
  const auto size = std::strlen(text);
  std::memset(text, 0, size);
  std::memcpy(text, name.data(), std::min(size, name.size()));
}

/// What programs can read of how the runner was started tells nothing of the host. The dynamic
/// loader puts the name before its errors, which ctypes shows.
void hide_own_path(char** argv) {
  static char name[] = "/usr/bin/python3";
  if (auto* path = reinterpret_cast<char*>(getauxval(AT_EXECFN)))
    overwrite(path, name);
  overwrite(argv[0], name);
  // What is started from memory has a number as its name.
  prctl(PR_SET_NAME, "cordon-runner");
  argv[0] = name;
  program_invocation_name = name;
  program_invocation_short_name = name + std::string_view("/usr/bin/").size();
}

} // namespace

int main(int, char** argv) {
  if (!is_socket(jail::zygote_socket)) {
    std::fputs("cordon-runner: it is started by cordon, not by hand; see 'cordon --help'\n",
               stderr);
    return 2;
  }
  hide_own_path(argv);
  reset_inherited_state();
  control_channel channel(keep_only_the_socket());
  control_channel::frame frame;
  if (!signal_on_parents_death(SIGKILL) || channel.fd() < 0 || !channel.read(frame))
    return 1;
  const auto setup = jail::decode_setup(frame.body);
  return setup ? serve_births(std::move(channel), *setup) : 1;
}
