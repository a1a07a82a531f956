// SPDX-License-Identifier: Apache-2.0
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "job_run.hpp"

#include "artifacts.hpp"
#include "landlock.hpp"
#include "pidfd.hpp"
#include "program.hpp"
#include "random_seed.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

using clock = std::chrono::steady_clock;

/// Of this user in this user namespace beside the program's: the jail's parent, the runner, the
/// init of the program's pid namespace.
constexpr uint32_t own_processes = 3;

expected<uint64_t> mapped_bytes(const io::unique_fd& statm) {
  char text[128]{};
  if (pread(statm.get(), text, sizeof text - 1, 0) <= 0)
    return system_failure("cannot measure this process", "/proc/self/statm", errno);
  return std::strtoull(text, nullptr, 10) * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

/// A memfd whose size is sealed: what reads it later can't be tripped by a change.
expected<io::unique_fd> make_sealed_memfd(const char* name, uint64_t bytes) {
  io::unique_fd fd(memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd || ftruncate(fd.get(), static_cast<off_t>(bytes)) != 0
      || fcntl(fd.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
    return system_failure("cannot make a memfd", name, errno);
  return fd;
}

/// One program's main process, seen from the runner.
struct child {
  pid_t pid = -1;
  io::unique_fd pidfd;
  clock::time_point started;
};

/// The child's side of the fork: never returns.
[[noreturn]] void become_program(const jail::job_order& order, const confinement& limits,
                                 job_resources& resources) {
  auto* verdict = static_cast<char*>(
      mmap(nullptr, jail::verdict_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, limits.verdict_fd, 0));
  if (verdict == MAP_FAILED) {
    resources.record->errno_value = errno;
    resources.record->failed_step = "map the verdict";
    _exit(1);
  }
  if (!confine(limits, *resources.record))
    _exit(1);
  resources.record->confined_at_ns = clock::now().time_since_epoch().count();
  munmap(resources.record, sizeof *resources.record);
  PyOS_AfterFork_Child();
  seed_random();
  run_program(order, verdict);
}

expected<child> start_child(const jail::job_order& order, const confinement& limits,
                            job_resources& resources, pid_namespace& inside) {
  *resources.record = {};
  if (const int failed = inside.direct_children_into_it())
    return system_failure("cannot enter the pid namespace", "setns", failed);
  child started;
  PyOS_BeforeFork();
  started.started = clock::now();
  started.pid = resources.cgroup.fork_program();
  const int fork_errno = errno;
  if (started.pid == 0)
    become_program(order, limits, resources);
  PyOS_AfterFork_Parent();
  const int back = direct_children_into_own_pid_namespace();
  if (started.pid < 0)
    return system_failure("cannot fork", "fork", fork_errno);
  started.pidfd.reset(pidfd_open(started.pid, 0));
  if (back != 0 || !started.pidfd) {
    inside.kill_all();
    waitpid(started.pid, nullptr, 0);
    return system_failure("cannot watch the program", back ? "setns" : "pidfd_open",
                          back ? back : errno);
  }
  return started;
}

enum class wake { program_ended, time_is_up, cancelled, worker_is_gone };

/// Waits for the first of: the main process's end, its deadline, a cancel of this run. Names in
/// `forbidden` the call that the main process was killed for.
wake wait_for_end(const child& program, const jail::job_order& order, control_channel& channel,
                  forbidden_calls& calls, std::string& forbidden) {
  const auto deadline = program.started + order.limits.timeout;
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - clock::now());
    pollfd watched[] = {
        {program.pidfd.get(), POLLIN, 0}, {channel.fd(), POLLIN, 0}, {calls.fd(), POLLIN, 0}};
    const int ready = poll(watched, 3, static_cast<int>(std::max<int64_t>(0, left.count())));
    if (watched[0].revents != 0)
      return wake::program_ended;
    if ((watched[2].revents & POLLIN) != 0)
      if (auto name = calls.kill_caller(program.pid); !name.empty())
        forbidden = std::move(name);
    // Whatever else there is: a program can see to it that there always is something.
    if (clock::now() >= deadline)
      return wake::time_is_up;
    if (ready < 0 || watched[1].revents == 0)
      continue;
    control_channel::frame frame;
    if (!channel.read(frame))
      return wake::worker_is_gone;
    if (const auto run = jail::decode_cancel(frame.body); run && *run == order.run)
      return wake::cancelled;
  }
}

void describe_end(jail::report& report, wake why, int status, const job_resources& resources) {
  if (resources.record->failed_step != nullptr) {
    report.ending = jail::ending::not_started;
    report.problem = std::string("cannot ") + resources.record->failed_step + ": "
                     + std::strerror(resources.record->errno_value);
  } else if (why == wake::time_is_up) {
    report.ending = jail::ending::timed_out;
  } else if (why != wake::program_ended) {
    report.ending = jail::ending::cancelled;
  } else if (WIFSIGNALED(status)) {
    report.ending = jail::ending::signaled;
    report.status = report.forbidden_syscall.empty() ? WTERMSIG(status) : SIGSYS;
  } else {
    report.ending = jail::ending::exited;
    report.status = WEXITSTATUS(status);
  }
}

/// Waits for the main process, then ends all others. The kill by the cgroup is a second rope.
void reap(const child& program, wake why, pid_namespace& inside, job_resources& resources,
          jail::report& report) {
  if (why != wake::program_ended)
    inside.kill_all();
  int status = 0;
  rusage used{};
  while (wait4(program.pid, &status, 0, &used) < 0 && errno == EINTR) {
  }
  const auto ended = clock::now();
  report.wall = ended - program.started;
  const clock::time_point confined{std::chrono::nanoseconds(resources.record->confined_at_ns)};
  if (confined > program.started) {
    report.phases.confine = confined - program.started;
    report.phases.program = ended - confined;
  }
  inside.end();
  resources.cgroup.kill_what_is_left();
  describe_end(report, why, status, resources);
  report.oom_kills = resources.cgroup.oom_kills();
  report.memory_peak_bytes =
      resources.cgroup.memory_peak(static_cast<uint64_t>(used.ru_maxrss) * 1024, report.oom_kills);
  report.phases.reap = clock::now() - ended;
}

finished_job not_started(const jail::job_order& order, const error& why) {
  finished_job job;
  job.report.run = order.run;
  job.report.problem = why.text();
  return job;
}

} // namespace

expected<job_resources> job_resources::open(slot_cgroup cgroup, const io::unique_fd& statm,
                                            forbidden_calls forbidden) {
  job_resources r;
  r.forbidden = std::move(forbidden);
  r.cgroup = std::move(cgroup);
  r.root.reset(::open("/", O_PATH | O_DIRECTORY | O_CLOEXEC));
  r.devices.reset(::open("/dev", O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!r.root || !r.devices)
    return system_failure("cannot open the jail's root", "/", errno);
  r.landlock_abi = runner::landlock_abi();
  const auto mapped = mapped_bytes(statm);
  if (!mapped)
    return tl::unexpected(mapped.error());
  r.base_address_space = *mapped + jail::verdict_bytes;
  void* shared = mmap(nullptr, sizeof(start_record), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED)
    return system_failure("cannot share memory with children", "mmap", errno);
  r.record = new (shared) start_record{};
  return r;
}

finished_job run_job(const jail::job_order& order, const control_channel::frame& streams,
                     job_resources& resources, pid_namespace inside, control_channel& channel) {
  const auto begun = clock::now();
  auto folder = work_folder::make(order);
  if (!folder)
    return not_started(order, folder.error());
  auto verdict = make_sealed_memfd("verdict", jail::verdict_bytes);
  if (!verdict)
    return not_started(order, verdict.error());
  if (auto r = resources.cgroup.begin(order.limits); !r)
    return not_started(order, r.error());
  const confinement limits{.stdin_fd = folder->stdin_fd(),
                           .stdout_fd = streams.fds[0].get(),
                           .stderr_fd = streams.fds[1].get(),
                           .verdict_fd = verdict->get(),
                           .mount_fd = folder->mount_fd(),
                           .root_fd = resources.root.get(),
                           .devices_fd = resources.devices.get(),
                           .cgroup_fds = resources.cgroup.ways_in(),
                           .has_cgroup = resources.cgroup.in_force(),
                           .landlock_abi = resources.landlock_abi,
                           .limits = order.limits,
                           .ports = resources.ports,
                           .base_address_space = resources.base_address_space,
                           .base_processes = own_processes};
  auto program = start_child(order, limits, resources, inside);
  if (!program)
    return not_started(order, program.error());
  finished_job job;
  job.report.run = order.run;
  job.report.phases.prepare = program->started - begun;
  const auto why =
      wait_for_end(*program, order, channel, resources.forbidden, job.report.forbidden_syscall);
  job.worker_is_gone = why == wake::worker_is_gone;
  reap(*program, why, inside, resources, job.report);
  const auto reaped = clock::now();
  auto artifacts = collect_artifacts(folder->mount_fd(), order);
  job.artifacts = std::move(artifacts.memfd);
  job.report.has_artifacts = static_cast<bool>(job.artifacts);
  job.report.artifacts_problem = std::move(artifacts.problem);
  job.report.phases.collect = clock::now() - reaped;
  job.verdict = std::move(*verdict);
  return job;
}

} // namespace cordon::runner
