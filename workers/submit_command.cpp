// SPDX-License-Identifier: Apache-2.0
#include "submit_command.hpp"

#include "client_configuration.hpp"
#include "indented.hpp"
#include "input_file.hpp"
#include "intake/line_reader.hpp"
#include "job/job_parser.hpp"
#include "printable.hpp"
#include "program_job.hpp"
#include "progress.hpp"
#include "stop_signals.hpp"
#include "submit_talk.hpp"

#include <atomic>
#include <cstdio>
#include <mutex>
#include <optional>
#include <unistd.h>

namespace cordon::workers {

namespace {

/// Jobs between their sending and their reply: enough for many workers.
constexpr uint32_t max_in_flight = 5'000;
constexpr size_t shown_ids = 5;

/// What the reader sees: lines on standard output, troubles and the progress bar on standard error.
class console {
public:
  console(bool indents, std::optional<progress>& bar) : indents_(indents), bar_(bar) {}

  void line(const std::string& json) {
    std::lock_guard lock(mutex_);
    const std::string text = indents_ ? indented(json) : json;
    if (std::fprintf(stdout, "%s\n", text.c_str()) < 0 || std::fflush(stdout) != 0)
      has_failed_ = true;
  }

  void trouble(const std::string& what) {
    std::lock_guard lock(mutex_);
    std::fprintf(stderr, "%scordon: %s\n", bar_ ? "\r\x1b[K" : "", printable(what).c_str());
  }

  /// After an interrupt: what was sent runs on.
  void tell_left(const submit_talk& talk, bool was_printed) {
    const auto ids = talk.unanswered(talk.unanswered_count());
    if (was_printed || ids.empty())
      return;
    trouble("interrupted; " + std::to_string(ids.size())
            + " sent and without a reply so far; 'cordon result ID --wait' waits for one, 'cordon "
              "cancel ID' ends it:");
    std::lock_guard lock(mutex_);
    for (const auto& id : ids)
      std::fprintf(stderr, "%s\n", printable(id).c_str());
  }

  bool has_failed() const {
    std::lock_guard lock(mutex_);
    return has_failed_;
  }

private:
  const bool indents_;
  const std::optional<progress>& bar_;
  mutable std::mutex mutex_;
  bool has_failed_ = false;
};

/// Reads what is to be submitted, and sends it.
class sender {
public:
  /// With `prints_ids`, standard output has ids and nothing else.
  sender(submit_talk& talk, intake::admission& gate, console& shown, progress* bar, bool prints_ids)
      : talk_(talk), gate_(gate), console_(shown), bar_(bar), prints_ids_(prints_ids) {}

  /// One job; a text that is none is an error of the caller.
  expected<void> send_one(const std::string& text) {
    auto job = prepare_job(text, talk_.name_of(1));
    if (!job)
      return tl::unexpected(job.error());
    return enter_and_send(1, *std::move(job));
  }

  /// One job a line. A line that is none is answered here.
  expected<void> send_lines(const input_file& input) {
    intake::line_reader lines(input.fd(), job::max_job_bytes, gate_.closed_fd());
    for (;;) {
      const auto line = lines.next();
      if (!line)
        return tl::unexpected(line.error());
      if (!*line)
        return {};
      if ((*line)->text.find_first_not_of(" \t\r") == std::string::npos && !(*line)->is_too_long)
        continue;
      if (auto sent = send_line(**line, input); !sent)
        return sent;
    }
  }

  bool has_rejected() const { return has_rejected_; }

private:
  expected<void> send_line(const intake::line_reader::line& line, const input_file& input) {
    auto job =
        line.is_too_long ? expected<prepared_job>(fail(
            errc::bad_input, "a job has at most " + std::to_string(job::max_job_bytes) + " bytes"))
                         : prepare_job(line.text, talk_.name_of(line.number));
    if (job)
      return enter_and_send(line.number, *std::move(job));
    has_rejected_ = true;
    if (prints_ids_)
      console_.trouble("line " + std::to_string(line.number) + ": not sent: " + job.error().what);
    else
      console_.line(local_rejection(line.number, job.error()));
    if (bar_)
      bar_->count(job::status::rejected, input.position(), progress::clock::now());
    return {};
  }

  expected<void> enter_and_send(uint64_t number, prepared_job job) {
    if (!gate_.enter())
      return {};
    auto sent = talk_.send(number, std::move(job));
    if (!sent)
      gate_.leave();
    return sent;
  }

  submit_talk& talk_;
  intake::admission& gate_;
  console& console_;
  progress* bar_;
  const bool prints_ids_;
  bool has_rejected_ = false;
};

std::string why_broken(const submit_talk& talk) {
  return without_replies(talk.broken().value_or(""), talk.unanswered_count(),
                         talk.unanswered(shown_ids));
}

/// The text of the one job, where it is one.
expected<std::string> read_one(const submit_options& options) {
  if (options.kind == submission_kind::program)
    return make_program_job(options);
  return read_input_file(options.file, job::max_job_bytes);
}

class submission_run {
public:
  submission_run(const submit_options& options, const configuration& configuration)
      : options_(options), configuration_(configuration) {}

  exit_code run() {
    const bool is_many = options_.kind == submission_kind::jobs;
    auto one = is_many ? expected<std::string>("") : read_one(options_);
    if (one && !is_many)
      if (const auto checked = prepare_job(*one, "1"); !checked)
        one = fail(checked.error().code, checked.error().what, options_.file);
    if (!one)
      return complain(one.error(), exit_code::usage);
    auto input = is_many ? input_file::open(options_.file) : expected<input_file>(input_file{});
    if (!input)
      return complain(input.error(), exit_code::usage);
    return talk_about(*one, *input);
  }

private:
  exit_code talk_about(const std::string& one, const input_file& input) {
    const bool is_many = options_.kind == submission_kind::jobs;
    std::optional<progress> bar;
    if (is_many && !options_.no_progress && isatty(STDERR_FILENO) != 0)
      bar.emplace(STDERR_FILENO, input.size(), progress::clock::now());
    console shown(!is_many && !options_.no_wait && isatty(STDOUT_FILENO) != 0, bar);
    intake::admission gate(max_in_flight);
    stop_signals signals([&gate] { gate.close(); });
    auto talk =
        submit_talk::begin(configuration_, talk_settings(), gate,
                           {.on_line = [&](const auto& line) { shown.line(line); },
                            .on_end =
                                [&](job::status status) {
                                  all_succeeded_ =
                                      all_succeeded_ && status == job::status::succeeded;
                                  if (bar)
                                    bar->count(status, input.position(), progress::clock::now());
                                },
                            .on_trouble = [&](const auto& what) { shown.trouble(what); }});
    if (!talk)
      return complain(talk.error(), code_of(talk.error()));
    sender out(**talk, gate, shown, bar ? &*bar : nullptr, options_.no_wait);
    const auto sent = is_many ? out.send_lines(input) : out.send_one(one);
    const bool complete = gate.wait_until_empty();
    if (bar)
      bar->finish(progress::clock::now());
    if (signals.seen()) {
      shown.tell_left(**talk, options_.no_wait);
      return exit_code::interrupted;
    }
    if (!complete)
      return complain({errc::peer_died, why_broken(**talk), ""}, exit_code::unavailable);
    if (!sent)
      return complain(sent.error(), exit_code::unavailable);
    if (shown.has_failed())
      return complain({errc::system, "it cannot be written", "standard output"},
                      exit_code::unavailable);
    if ((*talk)->has_refusals())
      return exit_code::unavailable;
    return all_succeeded_ && !out.has_rejected() ? exit_code::succeeded : exit_code::not_succeeded;
  }

  submit_talk::settings talk_settings() const {
    return {.place = {.patience = std::chrono::milliseconds(
                          static_cast<int64_t>(options_.wait_timeout_seconds * 1000)),
                      .brokers = brokers_of(configuration_),
                      .jobs_topic = configuration_.intake.jobs_topic},
            .reply_topic = configuration_.publish.reply_topic,
            .key = options_.key,
            .no_wait = options_.no_wait};
  }

  const submit_options& options_;
  const configuration& configuration_;
  std::atomic<bool> all_succeeded_{true};
};

} // namespace

exit_code submit(const submit_options& options) {
  const auto configuration = load_client_configuration(options.configuration);
  if (!configuration)
    return complain(configuration.error(), exit_code::usage);
  return submission_run(options, *configuration).run();
}

} // namespace cordon::workers
