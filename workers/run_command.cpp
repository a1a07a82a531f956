// SPDX-License-Identifier: Apache-2.0
#include "run_command.hpp"

#include "host_users.hpp"
#include "intake/jobs_file.hpp"
#include "io/event_loop.hpp"
#include "io/unique_fd.hpp"
#include "job/log.hpp"
#include "pipeline_settings.hpp"
#include "program_job.hpp"
#include "progress.hpp"
#include "publish/line_writer.hpp"
#include "publish/result_line.hpp"
#include "run_artifacts.hpp"
#include "stop_signals.hpp"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace cordon::workers {

namespace {

exit_code complain(const error& problem, exit_code code) {
  std::fprintf(stderr, "cordon: %s\n", problem.text().c_str());
  return code;
}

/// Jobs between entry and exit: enough that no slot ever waits for the next.
uint32_t max_in_flight(uint32_t slots) {
  return slots * 4 + 16;
}

/// What ends a run before its time: the pipeline's failure, a failed write, a signal.
class stop {
public:
  explicit stop(intake::admission& gate) : gate_(gate) {}

  void because(std::string why) {
    std::lock_guard lock(mutex_);
    if (!why_)
      why_ = std::move(why);
    gate_.close();
  }

  std::optional<std::string> why() const {
    std::lock_guard lock(mutex_);
    return why_;
  }

private:
  intake::admission& gate_;
  mutable std::mutex mutex_;
  std::optional<std::string> why_;
};

/// The folder of --artifacts; nothing where there is none.
expected<std::optional<run_artifacts>> open_artifacts(const run_options& options) {
  if (options.artifacts.empty())
    return std::nullopt;
  auto folder = run_artifacts::open(options.artifacts);
  if (!folder)
    return tl::unexpected(folder.error());
  return std::optional(*std::move(folder));
}

publish::line_form make_line_form(const run_options& options, const configuration& configuration) {
  return {.inline_artifacts_max = configuration.session.inline_artifacts_max,
          .why_left_out = options.artifacts.empty()
                              ? "over session.inline_artifacts_max; --artifacts FOLDER writes them "
                                "to files"
                              : "over session.inline_artifacts_max; they are in the folder of "
                                "--artifacts"};
}

/// Takes the one result of a single program.
class single_result : public publish::result_sink {
public:
  single_result(intake::admission& gate, publish::line_form form)
      : gate_(gate), form_(std::move(form)) {}

  void publish(const job::run& run, std::shared_ptr<const job::result> result,
               std::function<void()> published) override {
    {
      std::lock_guard lock(mutex_);
      json_ = publish::result_line(run, *result, form_);
      result_ = std::move(result);
    }
    published();
    gate_.leave();
  }

  std::string json() const {
    std::lock_guard lock(mutex_);
    return json_;
  }

  /// There once the gate is empty.
  const job::result& get() const {
    std::lock_guard lock(mutex_);
    return *result_;
  }

  exit_code code() const {
    const auto& result = get();
    if (result.error_type == job::error_type::SandboxError)
      return exit_code::sandbox_error;
    return result.status == job::status::succeeded ? exit_code::succeeded
                                                   : exit_code::not_succeeded;
  }

private:
  intake::admission& gate_;
  publish::line_form form_;
  mutable std::mutex mutex_;
  std::string json_;
  std::shared_ptr<const job::result> result_;
};

/// One line in a pipe; indented for a person.
std::string for_reader(const std::string& json) {
  if (isatty(STDOUT_FILENO) == 0)
    return json;
  return nlohmann::ordered_json::parse(json).dump(2);
}

exit_code end_of(const stop& stopped, const stop_signals& signals) {
  if (signals.seen())
    return exit_code::interrupted;
  return complain(error{errc::system, *stopped.why(), "", false}, exit_code::sandbox_error);
}

exit_code run_program(const run_options& options, const configuration& configuration) {
  auto text = make_program_job(options);
  if (!text)
    return complain(text.error(), exit_code::usage);
  auto artifacts = open_artifacts(options);
  if (!artifacts)
    return complain(artifacts.error(), exit_code::usage);
  intake::admission gate(1);
  io::event_loop loop;
  stop stopped(gate);
  stop_signals signals([&stopped] { stopped.because("interrupted"); });
  single_result result(gate, make_line_form(options, configuration));
  auto pipeline =
      supervision::assembly::make(loop, make_pipeline_settings(configuration), result,
                                  [&stopped](std::string why) { stopped.because(std::move(why)); });
  if (!pipeline)
    return complain(pipeline.error(), exit_code::usage);
  gate.enter();
  (*pipeline)->submit(intake::make_submission(*text, configuration.profiles, "run"));
  if (!gate.wait_until_empty())
    return end_of(stopped, signals);
  if (auto r = (*pipeline)->close_audit(); !r)
    return complain(r.error(), exit_code::sandbox_error);
  if (std::puts(for_reader(result.json()).c_str()) < 0 || std::fflush(stdout) != 0)
    return complain(error{errc::system, "the result cannot be written", "standard output"},
                    exit_code::sandbox_error);
  if (*artifacts)
    (*artifacts)->write(result.get());
  return *artifacts && !(*artifacts)->is_complete() && result.code() == exit_code::succeeded
             ? exit_code::not_succeeded
             : result.code();
}

struct jobs_input {
  io::unique_fd file;
  int fd = STDIN_FILENO;
  uint64_t size = 0; ///< 0: unknown
};

expected<jobs_input> open_jobs(const std::string& path) {
  jobs_input input;
  if (path == "-")
    return input;
  input.file.reset(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (!input.file || fstat(input.file.get(), &status) != 0)
    return system_failure("cannot open it", path, errno);
  if (S_ISDIR(status.st_mode))
    return fail(errc::bad_input,
                "it is a folder; a file of jobs, one JSON object a line, is wanted", path);
  input.fd = input.file.get();
  input.size = S_ISREG(status.st_mode) ? static_cast<uint64_t>(status.st_size) : 0;
  return input;
}

uint64_t position(int fd) {
  const auto at = lseek(fd, 0, SEEK_CUR);
  return at < 0 ? 0 : static_cast<uint64_t>(at);
}

exit_code run_jobs(const run_options& options, const configuration& configuration) {
  auto input = open_jobs(options.jobs_file);
  if (!input)
    return complain(input.error(), exit_code::usage);
  auto artifacts = open_artifacts(options);
  if (!artifacts)
    return complain(artifacts.error(), exit_code::usage);
  intake::admission gate(max_in_flight(configuration.slots));
  io::event_loop loop;
  stop stopped(gate);
  stop_signals signals([&stopped] { stopped.because("interrupted"); });
  std::optional<progress> shown;
  if (!options.no_progress && isatty(STDERR_FILENO) != 0)
    shown.emplace(STDERR_FILENO, input->size, progress::clock::now());
  publish::line_writer::callbacks callbacks;
  callbacks.on_written = [&](job::status status) {
    if (shown)
      shown->count(status, position(input->fd), progress::clock::now());
    gate.leave();
  };
  callbacks.on_failure = [&] { stopped.because("the results cannot be written"); };
  if (*artifacts)
    callbacks.before_line = [&](const std::string& id, const job::result& result) {
      (*artifacts)->write_of(id, result);
    };
  publish::line_writer writer(STDOUT_FILENO, std::move(callbacks),
                              make_line_form(options, configuration));
  auto pipeline =
      supervision::assembly::make(loop, make_pipeline_settings(configuration), writer,
                                  [&stopped](std::string why) { stopped.because(std::move(why)); });
  if (!pipeline)
    return complain(pipeline.error(), exit_code::usage);
  intake::jobs_file jobs(input->fd, configuration.profiles, gate,
                         [&](job::submission one) { (*pipeline)->submit(std::move(one)); });
  const auto read = jobs.read_all();
  const bool complete = gate.wait_until_empty();
  if (shown)
    shown->finish(progress::clock::now());
  if (!complete)
    return end_of(stopped, signals);
  if (auto r = (*pipeline)->close_audit(); !r)
    return complain(r.error(), exit_code::sandbox_error);
  if (!read)
    return complain(read.error(), exit_code::not_succeeded);
  return *artifacts && !(*artifacts)->is_complete() ? exit_code::not_succeeded
                                                    : exit_code::succeeded;
}

} // namespace

exit_code run(const run_options& options) {
  auto configuration = load_configuration({.file = options.configuration.config_file,
                                           .environment = cordon_environment(),
                                           .flags = options.configuration.settings});
  if (!configuration)
    return complain(configuration.error(), exit_code::usage);
  job::set_log_level(configuration->log_level);
  const auto users = lease_host_users(*configuration);
  return options.jobs_file.empty() ? run_program(options, *configuration)
                                   : run_jobs(options, *configuration);
}

} // namespace cordon::workers
