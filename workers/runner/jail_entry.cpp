// SPDX-License-Identifier: Apache-2.0
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "jail_entry.hpp"

#include "analyser/analyser_loop.hpp"
#include "jail/messages.hpp"
#include "job_loop.hpp"
#include "memory_layout.hpp"
#include "namespaces.hpp"
#include "network.hpp"
#include "network_filter.hpp"
#include "pidfd.hpp"
#include "process_end.hpp"
#include "root_filesystem.hpp"
#include "seccomp_filter.hpp"
#include "slot_cgroup.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

expected<forbidden_calls> confine_jail(const jail::setup& setup) {
  const bool has_network = !setup.listeners.empty();
  root_contents root{.packages = setup.packages};
  if (has_network)
    root.hosts = hosts_file(setup.listeners);
  if (auto r = enter_minimal_root(root); !r)
    return tl::unexpected(r.error());
  if (auto r = renounce_new_privileges(); !r)
    return tl::unexpected(r.error());
  if (has_network)
    if (auto r = install_network_filter(); !r)
      return tl::unexpected(r.error());
  // Only what waits for a program's end looks at reports.
  const bool runs_programs = setup.role != jail::role::analyse;
  auto reports = install_runner_filter(
      runs_programs ? deadly_call::is_reported : deadly_call::kills, has_network);
  if (!reports)
    return tl::unexpected(reports.error());
  return forbidden_calls(std::move(*reports));
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
  auto resources = job_resources::open(std::move(cgroup), statm, std::move(forbidden));
  if (!resources)
    return report_problem(channel, resources.error());
  for (const auto& one : setup.listeners)
    resources->ports.push_back(one.port);
  use_up_gaps();
  if (say_ready(channel, layers(setup, resources->landlock_abi), std::move(doors)))
    serve_jobs(channel, *resources);
  return 0;
}

/// Where memory runs out around all of this, what is killed is to be a program, or its runner: not
/// the worker, nor the zygote with all its slots. See proc_pid_oom_score_adj(5).
void be_the_first_to_go() {
  const io::unique_fd file(open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
  constexpr std::string_view much = "500";
  [[maybe_unused]] const auto written = write(file.get(), much.data(), much.size());
}

/// PID 1 of the jail.
int serve_in_jail(control_channel& channel, const jail::setup& setup, slot_cgroup cgroup,
                  io::unique_fd parent) {
  if (auto r = signal_on_parents_death(SIGKILL); !r)
    return report_problem(channel, r.error());
  // The signal does not come for a parent that ended before it was asked for.
  if (has_ended(parent))
    return 1;
  parent.reset();
  cgroup.prepare_births();
  be_the_first_to_go();
  const io::unique_fd statm(open("/proc/self/statm", O_RDONLY | O_CLOEXEC));
  if (!statm)
    return report_problem(
        channel, system_failure("cannot measure this process", "/proc/self/statm", errno).value());
  auto doors = open_network(setup.listeners);
  if (!doors)
    return report_problem(channel, doors.error());
  auto forbidden = confine_jail(setup);
  if (!forbidden)
    return report_problem(channel, forbidden.error());
  if (setup.role == jail::role::analyse)
    return analyse_sources(channel, setup, layers(setup, 0));
  return run_programs(channel, setup, std::move(cgroup), statm, std::move(*forbidden),
                      std::move(*doors));
}

volatile pid_t watched_jail = -1;

/// Stays outside the pid namespace as the jail's parent, so that nobody else has to reap it, and
/// ends it when the worker asks for that (SIGTERM). Without the zygote both go at once.
int watch(pid_t jailed, pid_t zygote) {
  watched_jail = jailed;
  std::signal(SIGTERM, [](int) { kill(watched_jail, SIGKILL); });
  if (!signal_on_parents_death(SIGKILL) || getppid() != zygote)
    kill(jailed, SIGKILL);
  siginfo_t ignored{};
  while (waitid(P_PID, static_cast<id_t>(jailed), &ignored, WEXITED | WNOWAIT) != 0
         && errno == EINTR) {
  }
  // Once the jail is reaped, its number may be another's.
  std::signal(SIGTERM, SIG_IGN);
  int status = 0;
  waitpid(jailed, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool say_born(control_channel& channel) {
  const io::unique_fd self(pidfd_open(getpid(), 0));
  return self && channel.write(jail::encode_born(getpid()), {self.get()});
}

} // namespace

int live_in_jail(control_channel channel, pid_t zygote) {
  control_channel::frame frame;
  if (!say_born(channel) || !channel.read(frame))
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
  if (!self)
    return report_problem(
        channel,
        system_failure("cannot have the jail watch this process", "pidfd_open", errno).value());
  const pid_t jailed = fork();
  if (jailed == 0) {
    PyOS_AfterFork_Child();
    return serve_in_jail(channel, *setup, std::move(*cgroup), std::move(self));
  }
  if (jailed < 0)
    return report_problem(channel,
                          system_failure("cannot fork into the jail", "fork", errno).value());
  // The worker reads the end of the jail as the end of the socket, so this process lets it go.
  channel = control_channel(io::unique_fd());
  cgroup = slot_cgroup();
  frame = {};
  return watch(jailed, zygote);
}

} // namespace cordon::runner
