// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jail/listener.hpp"
#include "job/error.hpp"
#include "job/limits.hpp"
#include "job/profile.hpp"
#include "job/violation.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the worker and a jailed process tell each other, over a stream socket, as frames: a u32
/// length and a body whose first byte is the `message_kind`. What comes out of a jail is hostile.
namespace cordon::jail {

/// Longest frame in bytes, either way. A job is at most 1.5 MB on the wire; base64 and JSON escapes
/// only shrink in decoding.
inline constexpr size_t max_frame_bytes = 16u << 20;

enum class message_kind : uint8_t {
  setup = 1,
  ready,
  job,
  cancel,
  report,
  analyse,
  findings,
  birth,
  born
};

/// What a jailed process is for.
enum class role : uint8_t { run = 1, analyse };

/// What of a slot's cgroup a runner may hold open; which of it there is depends on version and
/// kernel.
enum class cgroup_file : uint8_t {
  memory_limit,
  memory_and_swap_limit, ///< version 1, where the kernel counts swap
  memory_peak,
  memory_oom, ///< has the count oom_kill
  pids_limit,
  memory_tasks,     ///< version 1: a process that writes 0 is in
  pids_tasks,       ///< the same
  oom_event,        ///< version 1: an eventfd, readable when memory is out
  job_folder,       ///< version 2: programs are born in this cgroup
  job_processes,    ///< version 2: a process that writes 0 is in
  runner_processes, ///< version 2: the same for the runner's own cgroup, beside the programs'
  memory_now,       ///< version 2
  events,           ///< version 2: whether it is populated
  kill,             ///< version 2, Linux 5.14 or newer
};
inline constexpr size_t cgroup_file_count = 14;

/// The first message to a zygote, and to each jailed process that is born of it. To the latter go
/// descriptors of the slot's cgroup, in the order of `cgroup_files`.
struct setup {
  jail::role role = jail::role::run;
  uint32_t host_uid = 0;                 ///< user and group on the host; 0: stay who you are
  std::vector<cgroup_file> cgroup_files; ///< each at most once; empty: no cgroup
  bool any_import = false;
  bool programs_fork = false;               ///< some program here may have more than one process
  std::vector<std::string> allowed_imports; ///< sorted
  std::vector<std::string> preload;
  std::string packages; ///< a virtual environment or ""
  /// What its programs may connect to; empty: they have no network.
  std::vector<listener> listeners;
  /// role::analyse: the policies that later requests name by index.
  std::vector<job::source_policy> policies;
};

/// The jailed process is confined and warm. One bound socket for each of the set-up's listeners
/// goes with it, in their order.
struct ready {
  std::vector<std::string> layers;
  std::string problem; ///< not empty: the set-up failed, this says where and why
};

/// One program to run. The write ends of stdout and stderr go with it.
struct job_order {
  uint64_t run = 0; ///< names the run in report and cancel
  job::limits limits;
  std::string_view code;
  std::string_view context_json;
  std::string_view stdin_text;
  std::vector<std::pair<std::string_view, std::string_view>> files; ///< path, content
  std::optional<std::vector<std::string>> allowed_imports;          ///< narrower than the set-up's
};

/// How a program's main process ended, as the runner saw it.
enum class ending : uint8_t { exited = 1, signaled, timed_out, cancelled, not_started };

/// Where a job's time went, as the runner saw it.
struct phase_times {
  std::chrono::nanoseconds prepare{0}; ///< tmpfs, files, memfd, cgroup limits
  std::chrono::nanoseconds confine{0}; ///< from the fork to the last step of confinement
  std::chrono::nanoseconds program{0}; ///< the program, from there to its end
  std::chrono::nanoseconds reap{0};    ///< the end of its namespace, and measures
  std::chrono::nanoseconds collect{0}; ///< artifacts
};

/// What the runner measured and decided. The verdict's memfd goes with it, and the memfd of the
/// artifacts where `has_artifacts`.
struct report {
  uint64_t run = 0;
  jail::ending ending = ending::not_started;
  int32_t status = 0;            ///< exit code, or signal
  std::string forbidden_syscall; ///< the call that it was killed for, or ""
  std::chrono::nanoseconds wall{0};
  uint64_t memory_peak_bytes = 0;
  uint32_t oom_kills = 0;
  bool has_artifacts = false;
  std::string artifacts_problem; ///< why some artifacts are missing, or ""
  std::string problem;           ///< not_started: which step failed and why
  phase_times phases;
};

/// How the program says it ended: written by its own process, so a claim and no more.
enum class claim : uint8_t { none = 0, completed, exited, raised };

/// What the program's own process says of its end. Hostile.
struct verdict {
  jail::claim claim = jail::claim::none;
  int32_t exit_code = 0;
  bool return_value_is_repr = false;
  std::string_view return_value;         ///< JSON text, or repr as plain text
  std::string_view return_value_problem; ///< why there is none, or ""
  std::string_view exception;            ///< class name
  std::string_view message;              ///< str(exception), cut
  std::string_view traceback;
  std::string_view refused_import; ///< uncaught refusal of the import hook: the module
  uint32_t os_error = 0;           ///< errno of an uncaught OSError
};

/// Size of the memfd that takes a verdict, in bytes. Sparse: only what is written costs memory.
inline constexpr size_t verdict_bytes = 16u << 20;

/// One source to look at.
struct analysis_request {
  uint64_t run = 0;
  uint32_t policy = 0;      ///< index into setup::policies
  bool check_policy = true; ///< false: syntax only
  bool any_import = false;
  std::vector<std::string> allowed_imports;
  std::string_view code;
  bool check_syntax = true; ///< false: what the parser refuses counts only for the policy
};

struct analysis {
  uint64_t run = 0;
  std::vector<job::validation_violation> violations;
};

/// To a zygote, with the socket of the process to fork.
std::string encode_birth();
/// The first message of who was forked, with a pidfd of its own.
std::string encode_born(int32_t pid);
std::string encode(const setup&);
std::string encode(const ready&);
std::string encode(const job_order&);
std::string encode_cancel(uint64_t run);
std::string encode(const report&);
std::string encode(const verdict&);
std::string encode(const analysis_request&);
std::string encode(const analysis&);

/// The kind of a frame's body; nothing for an empty one.
std::optional<message_kind> kind_of(std::string_view body);

// Each fails with errc::protocol on bytes that are no such message; never throws. Views in what
// comes back point into `body`.
expected<int32_t> decode_born(std::string_view body);
expected<setup> decode_setup(std::string_view body);
expected<ready> decode_ready(std::string_view body);
expected<job_order> decode_job_order(std::string_view body);
expected<uint64_t> decode_cancel(std::string_view body);
expected<report> decode_report(std::string_view body);
expected<verdict> decode_verdict(std::string_view bytes);
expected<analysis_request> decode_analysis_request(std::string_view body);
expected<analysis> decode_analysis(std::string_view body);

} // namespace cordon::jail
