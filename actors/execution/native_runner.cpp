// SPDX-License-Identifier: Apache-2.0
#include "execution/native_runner.hpp"

#include "execution/artifact_reader.hpp"
#include "execution/verdict_reader.hpp"
#include "job/log.hpp"

#include <algorithm>
#include <csignal>
#include <fcntl.h>

namespace cordon::execution {

namespace {

/// A character that is cut at the limit needs its last bytes to be seen.
constexpr uint64_t longest_character = 4;

jail::job_order make_order(uint64_t run, const job::job& job,
                           const std::vector<std::string>& runners_imports) {
  jail::job_order order;
  order.run = run;
  order.limits = job.limits;
  order.code = job.code;
  order.context_json = job.context_json;
  order.stdin_text = job.stdin_text;
  for (const auto& file : job.files)
    order.files.emplace_back(file.path, file.content);
  if (job.allowed_imports && *job.allowed_imports != runners_imports)
    order.allowed_imports = *job.allowed_imports;
  return order;
}

std::string microseconds(std::chrono::nanoseconds time) {
  return std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(time).count());
}

/// For bench/run_cost.
void log_phases(const job::job& job, const jail::phase_times& phases) {
  if (!job::would_log(job::log_level::debug))
    return;
  job::log_event(job::log_level::debug, "job_phases",
                 {{"job_id", job.id},
                  {"prepare_us", microseconds(phases.prepare)},
                  {"confine_us", microseconds(phases.confine)},
                  {"program_us", microseconds(phases.program)},
                  {"reap_us", microseconds(phases.reap)},
                  {"collect_us", microseconds(phases.collect)}});
}

} // namespace

native_runner::native_runner(io::event_loop& loop, death_callback on_death)
    : loop_(loop), on_death_(std::move(on_death)), overdue_(loop, [this] { be_overdue(); }) {}

expected<void> native_runner::start(start_settings settings) {
  auto process = jail::jailed_process::start(
      loop_, std::move(settings.zygote), settings.setup, std::move(settings.cgroup_files),
      {.on_ready =
           [this](jail::ready message, std::vector<io::unique_fd> doors) {
             ready(std::move(message), std::move(doors));
           },
       .on_frame = [this](std::string_view body,
                          std::vector<io::unique_fd> fds) { frame(body, std::move(fds)); },
       .on_end = [this](error why) { die(std::move(why)); }});
  if (!process)
    return tl::unexpected<error>(process.error());
  process_ = std::move(*process);
  required_layers_ = std::move(settings.required_layers);
  allowed_imports_ = std::move(settings.setup.allowed_imports);
  listeners_ = std::move(settings.setup.listeners);
  egress_ = settings.egress;
  patience_ = settings.patience;
  expect_answer_within(patience_.warm_up);
  return {};
}

void native_runner::ready(jail::ready message, std::vector<io::unique_fd> doors) {
  if (!message.problem.empty())
    return die(error{errc::system, "the runner's jail cannot be set up: " + message.problem,
                     "runner", true});
  for (const auto& layer : required_layers_)
    if (std::find(message.layers.begin(), message.layers.end(), layer) == message.layers.end())
      return die(error{errc::system,
                       "the profile requires the layer '" + layer
                           + "', which is not in force on this machine; see 'cordon doctor'",
                       "runner", true}); // another worker's machine may have it
  if (warm_ || !make_gate(std::move(doors)))
    return die(
        error{errc::protocol, "the runner sent what is no answer to its set-up", "runner", true});
  overdue_.stop();
  warm_ = true;
  layers_ = std::move(message.layers);
  if (current_)
    start_current();
}

/// False where the sockets are not one for each listener.
bool native_runner::make_gate(std::vector<io::unique_fd> doors) {
  if (doors.size() != listeners_.size())
    return false;
  std::vector<egress::gate::door> made;
  for (size_t i = 0; i < doors.size(); ++i) {
    fcntl(doors[i].get(), F_SETFL, O_NONBLOCK);
    made.push_back({std::move(doors[i]), {listeners_[i].host, listeners_[i].port}});
  }
  if (!made.empty())
    gate_ = std::make_unique<egress::gate>(loop_, std::move(made), *egress_);
  return true;
}

void native_runner::run(uint64_t run, job::job_ptr job, sandbox::on_done done) {
  current_.emplace(job_in_hand{run, std::move(job), std::move(done), nullptr, nullptr});
  if (warm_)
    start_current();
}

void native_runner::start_current() {
  const auto keep = current_->job->limits.max_output_bytes + longest_character;
  std::vector<io::unique_fd> write_ends(2);
  auto out = output_pipe::make(loop_, keep, write_ends[0]);
  auto err = output_pipe::make(loop_, keep, write_ends[1]);
  if (!out || !err)
    return answer(tl::unexpected<error>(out ? err.error() : out.error()));
  current_->out = std::move(*out);
  current_->err = std::move(*err);
  if (gate_)
    if (auto opened = gate_->open(current_->job->id); !opened)
      return answer(tl::unexpected<error>(opened.error()));
  process_->send(jail::encode(make_order(current_->run, *current_->job, allowed_imports_)),
                 std::move(write_ends));
  current_->sent = std::chrono::steady_clock::now();
  expect_answer_within(current_->job->limits.timeout + patience_.report);
}

void native_runner::expect_answer_within(std::chrono::milliseconds time) {
  is_last_call_ = false;
  overdue_.start(time);
}

void native_runner::cancel() {
  if (!current_ || current_->is_cancelled)
    return;
  if (warm_) {
    current_->is_cancelled = true;
    // Its own time no longer counts, only what the runner takes to report.
    expect_answer_within(patience_.report);
    return process_->send(jail::encode_cancel(current_->run));
  }
  outcome cancelled;
  cancelled.ending = jail::ending::cancelled;
  answer(std::move(cancelled));
}

void native_runner::frame(std::string_view body, std::vector<io::unique_fd> fds) {
  const auto report = jail::decode_report(body);
  if (!report || !current_ || !current_->out || report->run != current_->run)
    return die(
        error{errc::protocol, "the runner sent what is no report of its job", "runner", true});
  finish(*report, fds);
}

void native_runner::finish(const jail::report& report, const std::vector<io::unique_fd>& fds) {
  log_phases(*current_->job, report.phases);
  outcome result;
  result.ending = report.ending;
  result.has_run = report.ending != jail::ending::not_started;
  result.status = report.status;
  result.forbidden_syscall = report.forbidden_syscall;
  result.wall = report.wall;
  result.memory_peak_bytes = report.memory_peak_bytes;
  result.oom_kills = report.oom_kills;
  result.problem = report.problem;
  result.out = current_->out->finish();
  result.err = current_->err->finish();
  if (!fds.empty())
    result.verdict_bytes = read_verdict(fds[0]);
  result.artifacts_problem = report.artifacts_problem;
  if (report.has_artifacts && fds.size() < 2) {
    // A worker that is out of descriptors gets a message without its own.
    result.artifacts_problem = "the runner's report came without them";
  } else if (report.has_artifacts) {
    auto artifacts = read_artifacts(fds[1], current_->job->limits.max_file_bytes);
    result.artifacts = std::move(artifacts.found);
    if (!artifacts.problem.empty())
      result.artifacts_problem = artifacts.problem;
  }
  result.sandbox = {"native", layers_};
  ++jobs_done_;
  answer(std::move(result));
}

void native_runner::be_overdue() {
  if (!std::exchange(is_last_call_, true))
    return overdue_.start(patience_.last_call);
  error why{errc::peer_died, "the runner gave no report in time", "runner", true};
  if (!current_ || !current_->out)
    return die(std::move(why));
  // Whatever holds the runner up, the program had its time and may have done anything: the kernel
  // can be long at ending processes that set out for it, and a second run would set out again.
  outcome ended;
  ended.ending = current_->is_cancelled ? jail::ending::cancelled : jail::ending::timed_out;
  ended.has_run = true;
  ended.status = SIGKILL;
  ended.wall = std::min<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - current_->sent,
                                                  current_->job->limits.timeout);
  ended.out = current_->out->finish();
  ended.err = current_->err->finish();
  ended.sandbox = {"native", layers_};
  end(why, std::move(ended));
}

void native_runner::answer(expected<outcome> result) {
  if (warm_) // otherwise the next job still waits for that
    overdue_.stop();
  if (gate_)
    gate_->shut();
  const auto done = std::move(current_->done);
  current_.reset();
  done(std::move(result));
}

void native_runner::die(error why) {
  end(why, tl::unexpected<error>(why));
}

void native_runner::end(const error& why, expected<outcome> of_its_job) {
  if (std::exchange(dead_, true))
    return;
  overdue_.stop();
  gate_.reset();
  warm_ = false;
  job::log_event(job::log_level::warn, "runner_died",
                 {{"why", why.text()}, {"job_id", current_ ? current_->job->id : ""}});
  // First, so that whoever is answered gives this runner nothing more.
  on_death_(*this);
  if (current_)
    answer(std::move(of_its_job));
}

} // namespace cordon::execution
