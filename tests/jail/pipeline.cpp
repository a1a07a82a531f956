// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"

#include "intake/jobs_file.hpp"
#include "job/log.hpp"
#include "publish/result_line.hpp"
#include "schema_check.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/interfaces/catch_interfaces_reporter.hpp>
#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <unistd.h>

namespace cordon::test {

namespace {

/// No honest result takes nearly as long.
constexpr auto patience = std::chrono::seconds(90);
/// Above the default range of a cordon that may run on this machine.
constexpr uint32_t first_uid_of_tests = 300'000;
constexpr uint32_t uids_of_pipelines = 7;
constexpr uint32_t uids_per_process = uids_of_pipelines + users_of_cordon + 1;

std::unique_ptr<pipeline>& shared() {
  static std::unique_ptr<pipeline> one;
  return one;
}

class last_test_case : public Catch::EventListenerBase {
public:
  using EventListenerBase::EventListenerBase;
  void testRunEnded(const Catch::TestRunStats&) override { end_shared_pipeline(); }
};

CATCH_REGISTER_LISTENER(last_test_case)

} // namespace

void result_collector::publish(const job::run& run, std::shared_ptr<const job::result> result,
                               std::function<void()> published) {
  {
    std::lock_guard lock(mutex_);
    auto json = publish::result_line(run, *result);
    duplicates_ += by_id_.insert_or_assign(run.job->id, std::move(json)).second ? 0 : 1;
    changed_.notify_all();
  }
  published();
}

std::string result_collector::wait_for(const std::string& id) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, patience, [&] { return by_id_.contains(id); }))
    throw std::runtime_error("no result of the job " + id);
  return by_id_.at(id);
}

void result_collector::wait_for_count(size_t count) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, patience, [&] { return by_id_.size() >= count; }))
    throw std::runtime_error("only " + std::to_string(by_id_.size()) + " results of "
                             + std::to_string(count));
}

size_t result_collector::duplicates() const {
  std::lock_guard lock(mutex_);
  return duplicates_;
}

own_users users() {
  if (geteuid() != 0)
    return {};
  const auto first = first_uid_of_tests + static_cast<uint32_t>(getpid()) * uids_per_process;
  return {first, first + uids_of_pipelines, first + uids_of_pipelines + users_of_cordon};
}

pipeline::pipeline(pipeline_options options)
    : options_(std::move(options)), first_uid_(users().of_pipelines) {
  job::set_log_level("off"); // what dies here was meant to
  supervision::assembly_settings settings;
  settings.profiles = options_.profiles;
  settings.audit_file = options_.audit_file;
  settings.sandbox.runner_program = CORDON_RUNNER;
  settings.sandbox.slots = options_.slots;
  settings.sandbox.jobs_per_runner = options_.jobs_per_runner;
  settings.sandbox.runner_lifetime = options_.runner_lifetime;
  settings.sandbox.first_uid = first_uid_;
  settings.analysers.runner_program = CORDON_RUNNER;
  settings.analysers.first_uid = first_uid_ == 0 ? 0 : first_uid_ + options_.slots;
  auto made = supervision::assembly::make(loop_, std::move(settings), results_, [](const std::string&) {});
  if (!made)
    throw std::runtime_error("no pipeline: " + made.error().text());
  assembly_ = std::move(*made);
}

std::string pipeline::submit(nlohmann::json job) {
  if (!job.contains("id"))
    job["id"] = "own-" + std::to_string(next_id_++);
  assembly_->submit(intake::make_submission(job.dump(), options_.profiles, "none"));
  return job["id"];
}

nlohmann::json pipeline::wait_for(const std::string& id) {
  const auto text = results_.wait_for(id);
  const auto problem = schema_problem("result.schema.json", text);
  INFO(text.substr(0, 2'000));
  CHECK(problem.value_or("") == "");
  return nlohmann::json::parse(text);
}

nlohmann::json pipeline::run(nlohmann::json job) {
  return wait_for(submit(std::move(job)));
}

nlohmann::json pipeline::run_text(const std::string& text, const std::string& id) {
  assembly_->submit(intake::make_submission(text, options_.profiles, id));
  return wait_for(id);
}

std::map<std::string, nlohmann::json> pipeline::run_all(const std::vector<nlohmann::json>& jobs) {
  std::vector<std::string> ids;
  for (const auto& job : jobs)
    ids.push_back(submit(job));
  std::map<std::string, nlohmann::json> results;
  for (const auto& id : ids)
    results[id] = wait_for(id);
  return results;
}

pipeline& shared_pipeline() {
  if (!shared())
    shared() = std::make_unique<pipeline>();
  return *shared();
}

void end_shared_pipeline() {
  shared().reset();
}

std::unique_ptr<pipeline> make_pipeline(pipeline_options options) {
  end_shared_pipeline();
  return std::make_unique<pipeline>(std::move(options));
}

namespace {

nlohmann::json run_in(const char* profile, std::string_view code, nlohmann::json more) {
  more["profile"] = profile;
  more["code"] = code;
  return shared_pipeline().run(std::move(more));
}

} // namespace

nlohmann::json run_open(std::string_view code, nlohmann::json more) {
  return run_in("open", code, std::move(more));
}

nlohmann::json run_default(std::string_view code, nlohmann::json more) {
  return run_in("default", code, std::move(more));
}

} // namespace cordon::test
