// SPDX-License-Identifier: Apache-2.0
#include "validation/analyser_pool.hpp"

#include "jail/messages.hpp"
#include "job/log.hpp"
#include "validation/policy.hpp"

namespace cordon::validation {

namespace {

constexpr auto warm_up_limit = std::chrono::seconds(30);

job::validation_violation too_complex(std::chrono::seconds limit) {
  return {std::string(code_complexity), job::severity::high,
          "The source takes longer than " + std::to_string(limit.count()) + " s to analyse", 0, 0};
}

} // namespace

analyser_pool::analyser_pool(io::event_loop& loop, analyser_settings settings,
                             const job::profile_map& profiles)
    : loop_(loop), settings_(std::move(settings)), profiles_(profiles),
      nursery_(jail::nursery::make(loop, settings_.runner_program)), zygotes_(settings_.analysers) {
  for (const auto& [name, profile] : profiles_) {
    policy_index_[name] = static_cast<uint32_t>(policies_.size());
    policies_.push_back(profile->source);
  }
  for (uint32_t i = 0; i < settings_.analysers; ++i) {
    auto one = std::make_unique<analyser>();
    one->index = i;
    one->overdue = std::make_unique<io::timer>(loop_, [this, a = one.get()] { time_is_up(*a); });
    analysers_.push_back(std::move(one));
  }
}

void analyser_pool::analyse(uint64_t run, job::job_ptr job, on_done done) {
  line_.push_back({run, std::move(job), std::move(done)});
  serve_line();
}

analyser_pool::analyser* analyser_pool::idle_analyser() {
  for (auto& one : analysers_)
    if (!one->current)
      return one.get();
  return nullptr;
}

void analyser_pool::serve_line() {
  while (!line_.empty()) {
    auto* idle = idle_analyser();
    if (!idle)
      return;
    auto next = std::move(line_.front());
    line_.pop_front();
    assign(*idle, std::move(next));
  }
}

void analyser_pool::assign(analyser& one, waiting_source next) {
  if (!one.process)
    if (auto started = start(one); !started)
      return next.done(tl::unexpected<error>(started.error()));
  one.current = std::move(next);
  if (one.warm)
    send_current(one);
}

expected<void> analyser_pool::start(analyser& one) {
  jail::setup setup;
  setup.role = jail::role::analyse;
  setup.host_uid = settings_.first_uid;
  setup.policies = policies_;
  auto zygote = zygotes_.at_hand(*nursery_, setup);
  if (!zygote)
    return tl::unexpected<error>(zygote.error());
  if (settings_.first_uid != 0)
    setup.host_uid += one.index;
  const auto generation = ++one.generation;
  const auto is_current = [&one, generation] { return one.generation == generation; };
  auto process = jail::jailed_process::start(
      loop_, std::move(*zygote), setup, {},
      {.on_ready =
           [this, &one, is_current](const jail::ready& message, const std::vector<io::unique_fd>&) {
             if (is_current())
               ready(one, message);
           },
       .on_frame =
           [this, &one, is_current](std::string_view body, const std::vector<io::unique_fd>&) {
             if (is_current())
               frame(one, body);
           },
       .on_end =
           [this, &one, is_current](error why) {
             if (is_current())
               fail_current(one, std::move(why));
           }});
  if (!process)
    return tl::unexpected<error>(process.error());
  one.process = std::move(*process);
  one.warm = false;
  one.sources_done = 0;
  one.overdue->start(warm_up_limit);
  return {};
}

void analyser_pool::ready(analyser& one, const jail::ready& message) {
  if (!message.problem.empty())
    return fail_current(one, error{errc::system,
                                   "the analyser's jail cannot be set up: " + message.problem,
                                   "analyser", true});
  if (one.warm) // each time it would get its source anew, with all the time for it
    return fail_current(
        one, error{errc::protocol, "the analyser was ready more than once", "analyser", true});
  one.warm = true;
  one.overdue->stop();
  if (one.current)
    send_current(one);
}

void analyser_pool::send_current(analyser& one) {
  const auto& job = *one.current->job;
  const auto& profile = *profiles_.at(job.profile);
  jail::analysis_request request;
  request.run = one.current->run;
  request.policy = policy_index_.at(job.profile);
  request.check_syntax = job.enable_syntax_validation;
  request.check_policy = job.enable_ast_validation;
  request.any_import = profile.any_import;
  if (job.allowed_imports)
    request.allowed_imports = *job.allowed_imports;
  request.code = job.code;
  one.overdue->start(settings_.time_limit);
  one.process->send(jail::encode(request));
}

void analyser_pool::frame(analyser& one, std::string_view body) {
  auto analysis = jail::decode_analysis(body);
  if (!analysis || !one.current || analysis->run != one.current->run)
    return fail_current(
        one, error{errc::protocol, "the analyser sent what is no finding", "analyser", true});
  ++one.sources_done;
  answer(one, std::move(analysis->violations));
}

void analyser_pool::answer(analyser& one, expected<std::vector<job::validation_violation>> result) {
  one.overdue->stop();
  const auto done = std::move(one.current->done);
  one.current.reset();
  if (one.sources_done >= settings_.sources_per_analyser)
    drop_process(one);
  done(std::move(result));
  serve_line();
}

void analyser_pool::fail_current(analyser& one, error why) {
  one.overdue->stop();
  job::log_event(job::log_level::warn, "analyser_died",
                 {{"why", why.text()}, {"job_id", one.current ? one.current->job->id : ""}});
  drop_process(one);
  if (one.current)
    answer(one, tl::unexpected<error>(std::move(why)));
}

void analyser_pool::time_is_up(analyser& one) {
  const bool was_warm = one.warm;
  drop_process(one);
  if (!one.current)
    return;
  if (was_warm)
    answer(one, std::vector{too_complex(settings_.time_limit)});
  else
    answer(one, fail(errc::peer_died, "the analyser did not come up in time", "analyser", true));
}

void analyser_pool::drop_process(analyser& one) {
  one.warm = false;
  ++one.generation;
  if (!one.process)
    return;
  zygotes_.give_up_if_barren(one.process->parent());
  // It may be the caller: it goes when its callback has returned.
  loop_.post([process = std::shared_ptr<jail::jailed_process>(std::move(one.process))] {});
}

} // namespace cordon::validation
