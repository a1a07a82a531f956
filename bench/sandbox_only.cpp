// SPDX-License-Identifier: Apache-2.0
// The sandbox without the pipeline: no JSON, no source check, no redaction, no actor. Every slot
// runs print(1) in turn, every layer in force. `sandbox_only SLOTS JOBS RUNNER [PROFILE]` prints
// one line a job: its time in microseconds from the order to the outcome with the output read, all
// slots busy; then `private_kb`, the private memory of each warm slot. The first job of each slot
// warms it and counts for nothing but the whole run's time.
#include "execution/native_sandbox.hpp"
#include "io/event_loop.hpp"
#include "job/log.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <future>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using namespace cordon;
using clock_type = std::chrono::steady_clock;

/// Host users that no cordon of this machine has by default.
constexpr uint32_t first_uid = 290'000;

job::job_ptr make_job(const job::profile& profile) {
  auto job = std::make_shared<job::job>();
  job->id = "bench";
  job->profile = profile.name;
  job->code = "print(1)";
  job->limits = profile.defaults;
  job->allowed_imports = profile.allowed_imports;
  return job;
}

/// Keeps every slot busy until all jobs are done. Loop's thread only.
class load {
public:
  load(execution::native_sandbox& sandbox, job::job_ptr job, uint64_t slots, uint64_t jobs)
      : sandbox_(sandbox), job_(std::move(job)), warming_(slots), jobs_(jobs + slots) {
    microseconds_.reserve(jobs);
    for (uint64_t i = 0; i < slots; ++i)
      start_next();
  }

  void wait() { done_.get_future().wait(); }
  const std::vector<long>& microseconds() const { return microseconds_; }

private:
  void start_next() {
    const auto number = ++started_;
    sandbox_.run(number, job_, [this, number, since = clock_type::now()](auto ended) {
      if (!ended || ended->out.bytes != "1\n" || ended->ending != jail::ending::exited) {
        std::fprintf(stderr, "sandbox_only: a job failed: %s\n",
                     ended ? ended->problem.c_str() : ended.error().text().c_str());
        std::_Exit(1);
      }
      const auto took = clock_type::now() - since;
      if (number > warming_)
        microseconds_.push_back(
            std::chrono::duration_cast<std::chrono::microseconds>(took).count());
      if (started_ < jobs_)
        start_next();
      if (++finished_ == jobs_)
        done_.set_value();
    });
  }

  execution::native_sandbox& sandbox_;
  job::job_ptr job_;
  uint64_t warming_;
  uint64_t jobs_;
  uint64_t started_ = 0;
  uint64_t finished_ = 0;
  std::vector<long> microseconds_;
  std::promise<void> done_;
};

/// What the process and its children hold alone.
long private_kb(pid_t process) {
  const auto folder = "/proc/" + std::to_string(process);
  long sum = 0;
  std::ifstream memory(folder + "/smaps_rollup");
  for (std::string line; std::getline(memory, line);)
    if (line.starts_with("Private_"))
      sum += std::atol(line.c_str() + line.find(':') + 1);
  std::ifstream children(folder + "/task/" + std::to_string(process) + "/children");
  // The init of the next program's namespace, a child of the runner, shares all the runner's
  // memory.
  for (pid_t child; children >> child && sum < (1L << 30);) {
    std::ifstream status("/proc/" + std::to_string(child) + "/status");
    bool is_jail = false;
    for (std::string line; std::getline(status, line);)
      if (line.starts_with("NSpid:"))
        is_jail = line.find('\t', line.find('\t') + 1) == line.rfind('\t');
    if (is_jail)
      sum += private_kb(child);
  }
  return sum;
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) {
    std::fprintf(stderr, "usage: sandbox_only SLOTS JOBS RUNNER [PROFILE]\n");
    return 2;
  }
  job::set_log_level("warn");
  const auto slots = static_cast<uint32_t>(std::atol(argv[1]));
  const auto jobs = static_cast<uint64_t>(std::atol(argv[2]));
  const auto profiles = job::builtin_profiles();
  const auto& profile = *profiles.at(argc == 5 ? argv[4] : job::default_profile_name);
  io::event_loop loop;
  std::unique_ptr<execution::native_sandbox> sandbox;
  std::unique_ptr<load> run;
  std::vector<pid_t> runners;
  loop.run_and_wait([&] {
    execution::native_settings settings;
    settings.runner_program = argv[3];
    settings.slots = slots;
    settings.first_uid = geteuid() == 0 ? first_uid : 0;
    sandbox = std::make_unique<execution::native_sandbox>(loop, settings, profiles);
    run = std::make_unique<load>(*sandbox, make_job(profile), slots, jobs);
  });
  run->wait();
  loop.run_and_wait([&] { runners = sandbox->runner_pids(); });
  for (const long one : run->microseconds())
    std::printf("%ld\n", one);
  std::printf("private_kb");
  for (const pid_t one : runners)
    std::printf(" %ld", private_kb(one));
  std::printf("\n");
  loop.run_and_wait([&] { sandbox.reset(); });
  return 0;
}
