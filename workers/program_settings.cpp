// SPDX-License-Identifier: Apache-2.0
#include "settings_tables.hpp"

#include <array>

namespace cordon::workers {

namespace {

constexpr std::array<std::string_view, 7> log_levels = {"trace", "debug",    "info", "warn",
                                                        "error", "critical", "off"};

uint32_t count_of(const key_value& value) {
  return static_cast<uint32_t>(std::get<int64_t>(value));
}

const std::string& text_of(const key_value& value) {
  return std::get<std::string>(value);
}

const auto of_programs = std::to_array<setting>({
    {.table = "worker",
     .key = {.name = "name",
             .kind = value_kind::label,
             .may_be_empty = true,
             .default_literal = "\"\"",
             .default_words = "empty: a member of its group like any other",
             .help = "What this worker is called in its group, the same after each start and "
                     "unlike that of any other: a worker that is started again within "
                     "session.timeout.ms gets its partitions back and no other has to stop. Of two "
                     "with one name the older is ended."},
     .set = [](configuration& c, const key_value& v) { c.name = text_of(v); }},
    {.table = "worker",
     .key = {.name = "slots",
             .kind = value_kind::count,
             .min = 1,
             .max = 4096,
             .unit = "programs",
             .default_literal = "4",
             .default_words = "the number of cores",
             .help = "How many programs run at the same time. Each slot keeps a runner for every "
                     "profile it serves, which costs memory; more slots than cores make programs "
                     "share cores and so run into their time limits sooner."},
     .short_flag = "--slots",
     .set = [](configuration& c, const key_value& v) { c.slots = count_of(v); }},
    {.table = "worker",
     .key = {.name = "log_level",
             .kind = value_kind::text,
             .choices = log_levels,
             .default_literal = "\"warn\"",
             .help = "The least important messages that are logged, as JSON lines on standard "
                     "error. Code, output and secrets are logged at no level."},
     .short_flag = "--log-level",
     .set = [](configuration& c, const key_value& v) { c.log_level = text_of(v); }},
    {.table = "worker",
     .key = {.name = "drain_timeout",
             .kind = value_kind::seconds,
             .min = 0,
             .max = 86'400,
             .default_literal = "30",
             .help = "After SIGTERM nothing new is taken, and what runs has so long to end. A job "
                     "that outlasts it is killed and runs again elsewhere."},
     .set =
         [](configuration& c, const key_value& v) {
           c.drain_timeout = std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::duration<double>(std::get<double>(v)));
         }},
    {.table = "worker",
     .key = {.name = "max_crashes",
             .kind = value_kind::count,
             .min = 2,
             .max = 1000,
             .unit = "deaths",
             .default_literal = "3",
             .help = "How often the runner or the worker may die under a job. Then the job is a "
                     "dead letter and is answered as failed. Deaths of the worker are counted in "
                     "Redis for all jobs that it took along; so before its last death a job runs "
                     "alone, and 1 would leave no death before it."},
     .set = [](configuration& c, const key_value& v) { c.max_crashes = count_of(v); }},
    {.table = "worker",
     .key = {.name = "max_retries",
             .kind = value_kind::count,
             .min = 0,
             .max = 1000,
             .unit = "retries",
             .default_literal = "10",
             .help = "The largest max_retries that a job may have; one that asks for more is "
                     "rejected. A job is retried where the worker and not its code failed."},
     .set = [](configuration& c, const key_value& v) { c.max_retries = count_of(v); }},
    {.table = "execution",
     .key = {.name = "runner",
             .kind = value_kind::path,
             .default_literal = "\"/usr/lib/cordon/cordon-runner\"",
             .default_words = "cordon-runner in the folder of the cordon program",
             .help = "The program that holds a program's jail. Without it nothing runs."},
     .set = [](configuration& c, const key_value& v) { c.execution.runner = text_of(v); }},
    {.table = "execution",
     .key = {.name = "jobs_per_runner",
             .kind = value_kind::count,
             .min = 1,
             .max = 1'000'000,
             .unit = "jobs",
             .default_literal = "1000",
             .help =
                 "After so many jobs a runner is replaced by a new one. Each time that every slot "
                 "of a "
                 "profile could be replaced, the interpreter is started anew, with a fresh hash "
                 "seed and address layout. Fewer jobs are safer and slower."},
     .set = [](configuration& c,
               const key_value& v) { c.execution.jobs_per_runner = count_of(v); }},
    {.table = "execution",
     .key = {.name = "runner_lifetime_seconds",
             .kind = value_kind::count,
             .min = 1,
             .max = 86'400,
             .unit = "seconds",
             .default_literal = "600",
             .help = "A runner older than this is replaced between two jobs, as after "
                     "jobs_per_runner jobs."},
     .set =
         [](configuration& c, const key_value& v) {
           c.execution.runner_lifetime = std::chrono::seconds{std::get<int64_t>(v)};
         }},
    {.table = "execution",
     .key = {.name = "uid_first",
             .kind = value_kind::count,
             .min = 1,
             .max = 4'294'000'000,
             .unit = "a user id of the host",
             .default_literal = "200000",
             .help =
                 "Started as root, cordon gives every slot a host user of its own, from this one "
                 "on. Nobody else may use these ids: their processes could reach each other. "
                 "Cordons on one machine agree by /run/cordon/host-users: each takes the first "
                 "ones in a row that are free."},
     .set = [](configuration& c, const key_value& v) { c.execution.uids.first = count_of(v); }},
    {.table = "execution",
     .key = {.name = "uid_count",
             .kind = value_kind::count,
             .min = 1,
             .max = 1'000'000,
             .unit = "user ids",
             .default_literal = "1000",
             .help = "How many ids from uid_first on are cordon's; at least as many as slots. Each "
                     "cordon takes its slots and up to two more, which check sources."},
     .set = [](configuration& c, const key_value& v) { c.execution.uids.count = count_of(v); }},
    {.table = "execution",
     .key =
         {.name = "cgroup_root",
          .kind = value_kind::path,
          .may_be_empty = true,
          .default_literal = "\"\"",
          .default_words = "empty: the one that cordon was started in",
          .help =
              "The control group, as a path within each hierarchy such as \"/cordon\", below which "
              "cordon makes one for each runner. Where there is none that it may write to, memory "
              "is limited per process only."},
     .set = [](configuration& c, const key_value& v) { c.execution.cgroup_root = text_of(v); }},
    {.table = "audit",
     .key = {.name = "file",
             .kind = value_kind::file,
             .may_be_empty = true,
             .default_literal = "\"\"",
             .default_words = "empty: no audit trail",
             .help =
                 "The file to which a hash-chained record of every step of every job is appended. "
                 "An existing file is continued; one process at a time may write it."},
     .short_flag = "--audit",
     .set = [](configuration& c, const key_value& v) { c.audit_file = text_of(v); }},
});

} // namespace

std::span<const setting> program_settings() {
  return of_programs;
}

} // namespace cordon::workers
