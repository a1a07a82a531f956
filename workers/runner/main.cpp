// SPDX-License-Identifier: Apache-2.0
// The program inside the jail. The worker starts it with a socket as descriptor 3; it is of no use
// by hand.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "analyser/analyser_loop.hpp"
#include "control_channel.hpp"
#include "import_hook.hpp"
#include "interpreter.hpp"
#include "io/descriptor_limit.hpp"
#include "jail/messages.hpp"
#include "job_loop.hpp"
#include "memory_layout.hpp"
#include "namespaces.hpp"
#include "network.hpp"
#include "network_filter.hpp"
#include "pidfd.hpp"
#include "preloading.hpp"
#include "program.hpp"
#include "random_seed.hpp"
#include "resource_tracker.hpp"
#include "root_filesystem.hpp"
#include "seccomp_filter.hpp"
#include "slot_cgroup.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <string_view>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace cordon;
using namespace cordon::runner;

constexpr int worker_socket = 3;

/// What this process inherited must not show: descriptors, signals, mask, session.
void reset_inherited_state() {
  close_range(worker_socket + 1, ~0u, 0);
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

/// Pipes as streams, as a program under a worker has them: the interpreter's stream objects
/// remember what they were made on. Every later descriptor lies above them.
bool open_streams() {
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
    return false;
  dup2(in[0], STDIN_FILENO);
  dup2(out[1], STDOUT_FILENO);
  dup2(out[1], STDERR_FILENO);
  for (const int fd : {in[0], in[1], out[0], out[1]})
    close(fd);
  return true;
}

bool is_socket(int fd) {
  struct stat found {};
  return fstat(fd, &found) == 0 && S_ISSOCK(found.st_mode);
}

/// In the jail, the socket makes room for the verdict's descriptor.
io::unique_fd move_socket_up() {
  const int moved = fcntl(worker_socket, F_DUPFD_CLOEXEC, worker_socket + 1);
  dup2(STDIN_FILENO, worker_socket);
  return io::unique_fd(moved);
}

/// Everything between the set-up message and a process that is confined and warm.
expected<forbidden_calls> confine_and_warm(const jail::setup& setup) {
  const bool has_network = !setup.listeners.empty();
  std::optional<std::string> hosts;
  if (has_network)
    hosts = hosts_file(setup.listeners);
  if (auto r = enter_minimal_root(setup.packages, hosts); !r)
    return tl::unexpected(r.error());
  if (auto r = renounce_new_privileges(); !r)
    return tl::unexpected(r.error());
  if (has_network)
    if (auto r = install_network_filter(); !r)
      return tl::unexpected(r.error());
  // Only what waits for a program's end looks at reports.
  const bool runs_programs = setup.role != jail::role::analyse;
  auto listener = install_runner_filter(
      runs_programs ? deadly_call::is_reported : deadly_call::kills, has_network);
  if (!listener)
    return tl::unexpected(listener.error());
  if (auto r = start_interpreter(setup.packages); !r)
    return tl::unexpected(r.error());
  return forbidden_calls(std::move(*listener));
}

expected<void> warm_for_programs(const jail::setup& setup) {
  if (!setup.programs_fork)
    preload_random_without_fork_handler();
  preload_modules(setup.preload);
  if (setup.programs_fork)
    fork_resource_tracker();
  if (!prepare_for_programs()
      || (!setup.any_import && !install_import_hook(setup.allowed_imports))) {
    PyErr_Clear();
    return fail(errc::system, "the interpreter does not take what programs need", "interpreter");
  }
  freeze_heap();
  return {};
}

/// The exit code of a jail that never came up.
int report_problem(control_channel& channel, const error& problem) {
  channel.write(jail::encode(jail::ready{{}, problem.text()}));
  return 1;
}

std::vector<std::string> layers(const jail::setup& setup, int landlock_abi) {
  std::vector<std::string> names = {"user_ns", "pid_ns", "mount_ns", "net_ns",
                                    "ipc_ns",  "uts_ns", "seccomp"};
  if (landlock_abi > 0)
    names.emplace_back("landlock");
  if (!setup.cgroup_files.empty())
    names.emplace_back("cgroup");
  return names;
}

/// The doors are the worker's from then on: no program inherits them.
bool say_ready(control_channel& channel, std::vector<std::string> layers,
               std::vector<io::unique_fd> doors) {
  std::vector<int> fds;
  for (const auto& door : doors)
    fds.push_back(door.get());
  return channel.write(jail::encode(jail::ready{std::move(layers), ""}), fds);
}

int run_programs(control_channel& channel, const jail::setup& setup, slot_cgroup cgroup,
                 const io::unique_fd& statm, forbidden_calls forbidden,
                 std::vector<io::unique_fd> doors) {
  if (auto r = warm_for_programs(setup); !r)
    return report_problem(channel, r.error());
  use_up_gaps();
  collapse_object_memory();
  auto resources = job_resources::open(std::move(cgroup), statm, std::move(forbidden));
  if (!resources)
    return report_problem(channel, resources.error());
  for (const auto& one : setup.listeners)
    resources->ports.push_back(one.port);
  if (say_ready(channel, layers(setup, resources->landlock_abi), std::move(doors)))
    serve_jobs(channel, *resources);
  return 0;
}

bool has_ended(const io::unique_fd& pidfd) {
  pollfd watched{pidfd.get(), POLLIN, 0};
  return poll(&watched, 1, 0) != 0;
}

/// PID 1 of the jail.
int live_in_jail(control_channel& channel, const jail::setup& setup, slot_cgroup cgroup,
                 io::unique_fd parent) {
  if (auto r = signal_on_parents_death(SIGKILL); !r)
    return report_problem(channel, r.error());
  // The signal does not come for a parent that ended before it was asked for.
  if (has_ended(parent))
    return 1;
  parent.reset();
  cgroup.prepare_births();
  const io::unique_fd statm(open("/proc/self/statm", O_RDONLY | O_CLOEXEC));
  auto doors = open_network(setup.listeners);
  if (!doors)
    return report_problem(channel, doors.error());
  auto forbidden = confine_and_warm(setup);
  if (!forbidden)
    return report_problem(channel, forbidden.error());
  if (setup.role == jail::role::analyse)
    return analyse_sources(channel, setup);
  return run_programs(channel, setup, std::move(cgroup), statm, std::move(*forbidden),
                      std::move(*doors));
}

volatile pid_t jailed_process = -1;

/// Stays outside the pid namespace as the jail's parent: ends it when the worker ends or asks for
/// it (SIGTERM), so that nobody else has to reap it.
int watch(pid_t jailed) {
  jailed_process = jailed;
  std::signal(SIGTERM, [](int) { kill(jailed_process, SIGKILL); });
  if (!signal_on_parents_death(SIGTERM))
    kill(jailed, SIGKILL);
  int status = 0;
  while (waitpid(jailed, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace

int main(int, char** argv) {
  if (!is_socket(worker_socket)) {
    std::fputs("cordon-runner: it is started by cordon, not by hand; see 'cordon --help'\n",
               stderr);
    return 2;
  }
  hide_own_path(argv);
  reset_inherited_state();
  if (!open_streams())
    return 1;
  control_channel channel(move_socket_up());
  control_channel::frame frame;
  if (!channel.read(frame))
    return 0;
  auto setup = jail::decode_setup(frame.body);
  if (!setup)
    return report_problem(channel, setup.error());
  auto cgroup = slot_cgroup::of(setup->cgroup_files, std::move(frame.fds));
  if (!cgroup)
    return report_problem(channel, cgroup.error());
  if (auto r = cgroup->take_runner_in(); !r)
    return report_problem(channel, r.error());
  if (auto r = enter_namespaces(setup->host_uid); !r)
    return report_problem(channel, r.error());
  io::unique_fd self(pidfd_open(getpid(), 0));
  const pid_t jailed = fork();
  if (jailed == 0)
    return live_in_jail(channel, *setup, std::move(*cgroup), std::move(self));
  // The worker reads the end of the jail as the end of the socket, so this process lets it go.
  channel = control_channel(io::unique_fd());
  cgroup = slot_cgroup();
  frame = {};
  return jailed < 0 ? 1 : watch(jailed);
}
