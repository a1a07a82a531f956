// SPDX-License-Identifier: Apache-2.0
#include "supervision/assembly.hpp"

#include <algorithm>
#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/scoped_actor.hpp>
#include <caf/send.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <thread>

namespace cordon::supervision {

namespace {

/// The actors do little and wait much: a second thread on few cores would only take turns with the
/// first, which costs a wake-up for nearly every message, and the programs their time.
size_t scheduler_threads() {
  constexpr size_t cores_per_thread = 4;
  constexpr size_t most_threads = 4;
  return std::clamp<size_t>(std::thread::hardware_concurrency() / cores_per_thread, 1,
                            most_threads);
}
/// Messages that an actor takes before another gets its turn.
constexpr size_t messages_at_once = 300;

/// A disk that takes longer than this to sync is out of order.
constexpr auto audit_patience = std::chrono::seconds(60);

struct system_config : caf::actor_system_config {
  system_config() {
    add_message_types<caf::id_block::cordon>();
    // Work stealing spins: it took twenty times the CPU time at a tenth of the load.
    set("scheduler.policy", caf::atom("sharing"));
    set("scheduler.max-threads", scheduler_threads());
    set("scheduler.max-throughput", messages_at_once);
  }
};

} // namespace

/// In the order of making; ended in the opposite one.
struct assembly::parts {
  std::unique_ptr<audit::audit_file> audit_file;
  std::shared_ptr<const redaction::profile_redactions> redactions;
  system_config config;
  caf::actor_system system{config};
  io::event_loop& loop;
  std::unique_ptr<execution::native_sandbox> sandbox;   // on the loop's thread
  std::unique_ptr<validation::analyser_pool> analysers; // on the loop's thread
  audit::audit_actor audit;
  pipeline_actor pipeline;
  publish::result_sink* sink = nullptr;

  explicit parts(io::event_loop& one) : loop(one) {}
  ~parts() {
    if (pipeline)
      caf::anon_send_exit(pipeline, caf::exit_reason::user_shutdown);
    if (audit)
      caf::anon_send_exit(audit, caf::exit_reason::user_shutdown);
    pipeline = nullptr;
    audit = nullptr;
    system.await_all_actors_done();
    // What it still has to tell, it tells actors: none of its callbacks may come after them.
    if (sink)
      sink->close();
    loop.run_and_wait([this] {
      analysers.reset();
      sandbox.reset(); // whose image of the runner those were started from
    });
  }

  stage_factories factories();
};

stage_factories assembly::parts::factories() {
  const auto port = audit ? job::audit_port(audit) : job::audit_port();
  return {
      .validation =
          [this, port](const job::progress_actor& progress) {
            return system.spawn(validation::check_sources, progress, port, &loop, analysers.get());
          },
      .execution =
          [this, port](const job::progress_actor& progress) {
            return system.spawn(execution::run_programs, progress, port, &loop,
                                static_cast<execution::sandbox*>(sandbox.get()));
          },
      .redaction =
          [this, port](const job::progress_actor& progress) {
            return system.spawn(redaction::redact_results, progress, port, redactions);
          },
      .publish =
          [this, port](const job::progress_actor& progress) {
            return system.spawn(publish::publish_results, progress, port, sink);
          },
  };
}

expected<std::unique_ptr<assembly>> assembly::make(io::event_loop& loop, assembly_settings settings,
                                                   publish::result_sink& sink, on_failure failed) {
  auto made = std::make_unique<parts>(loop);
  auto redactions = redaction::prepare_redactions(settings.profiles);
  if (!redactions)
    return tl::unexpected<error>(redactions.error());
  made->redactions = std::make_shared<const redaction::profile_redactions>(std::move(*redactions));
  if (!settings.audit_file.empty()) {
    auto file = audit::audit_file::open(settings.audit_file);
    if (!file)
      return tl::unexpected<error>(file.error());
    made->audit_file = std::move(*file);
  }
  if (made->audit_file || settings.audit_forward)
    made->audit = made->system.spawn(
        audit::keep_audit,
        audit::audit_outputs{made->audit_file.get(), std::move(settings.audit_forward)});
  made->loop.run_and_wait([&] {
    made->sandbox = std::make_unique<execution::native_sandbox>(made->loop, settings.sandbox,
                                                                settings.profiles);
    settings.analysers.runner_program = made->sandbox->runner_program();
    made->analysers = std::make_unique<validation::analyser_pool>(made->loop, settings.analysers,
                                                                  settings.profiles);
  });
  made->sink = &sink;
  made->pipeline =
      made->system.spawn(run_pipeline, made->factories(), made->audit, std::move(settings.options));
  caf::actor_cast<caf::actor>(made->pipeline)
      ->attach_functor([failed = std::move(failed), &system = made->system](const caf::error& why) {
        if (why && why != caf::exit_reason::user_shutdown)
          failed(system.render(why));
      });
  return std::unique_ptr<assembly>(new assembly(std::move(made)));
}

assembly::assembly(std::unique_ptr<parts> made) : parts_(std::move(made)) {}

assembly::~assembly() = default;

std::vector<execution::profile_probe> assembly::probe(const job::profile_map& profiles) {
  return execution::probe_profiles(parts_->loop, *parts_->sandbox, profiles);
}

void assembly::submit(job::submission submission) {
  caf::anon_send(parts_->pipeline, submit_atom_v, std::move(submission));
}

expected<void> assembly::close_audit() {
  if (!parts_->audit)
    return {};
  // By way of the actor, so that what the stages told it before is written before.
  expected<void> outcome = fail(errc::system, "the audit does not answer", "audit");
  caf::scoped_actor self(parts_->system);
  self->request(parts_->audit, audit_patience, close_atom_v)
      .receive(
          [&outcome](const std::string& problem) {
            outcome = problem.empty() ? expected<void>{} : fail(errc::system, problem, "audit");
          },
          [&outcome, this](const caf::error& why) {
            outcome = fail(errc::system, parts_->system.render(why), "audit");
          });
  return outcome;
}

void assembly::cancel(std::string user_text, std::string id, int64_t until_ms) {
  caf::anon_send(parts_->pipeline, cancel_atom_v, std::move(user_text), std::move(id), until_ms);
}

void assembly::abandon(std::string topic, int32_t partition) {
  caf::anon_send(parts_->pipeline, abandon_atom_v, std::move(topic), partition);
}

const egress::tally& assembly::egress() const {
  return parts_->sandbox->egress();
}

uint32_t assembly::busy_slots() const {
  return parts_->sandbox->busy_slots();
}

std::vector<pid_t> assembly::runner_pids() {
  std::vector<pid_t> pids;
  parts_->loop.run_and_wait([&] { pids = parts_->sandbox->runner_pids(); });
  return pids;
}

} // namespace cordon::supervision
