// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/event_loop.hpp"
#include "job/profile.hpp"
#include "supervision/assembly.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::test {

/// Keeps every result until its asker comes for it. Thread-safe.
class result_collector : public publish::result_sink {
public:
  void publish(const job::run& run, std::shared_ptr<const job::result> result,
               std::function<void()> published) override;

  /// Waits for the result of the job `id`; throws after a generous deadline.
  std::string wait_for(const std::string& id);
  /// Waits until so many results have come in all.
  void wait_for_count(size_t count);

  /// Results that came for an id that had one already.
  size_t duplicates() const;

private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, std::string> by_id_;
  size_t duplicates_ = 0;
};

struct pipeline_options {
  job::profile_map profiles = job::builtin_profiles();
  uint32_t slots = 2;
  uint32_t jobs_per_runner = 1'000;
  std::chrono::seconds runner_lifetime{600};
  std::string audit_file = {};
};

/// The whole pipeline with the real sandbox, made for tests. Every result that it hands out was
/// held against schemas/result.schema.json. Only one may live at a time: the control groups carry
/// this process's id. Not thread-safe.
class pipeline {
public:
  explicit pipeline(pipeline_options options = {});

  /// Runs one job and gives its result. A job without an id gets a new one.
  nlohmann::json run(nlohmann::json job);
  /// The same for a job in a JSON text of its own, which has this id.
  nlohmann::json run_text(const std::string& text, const std::string& id);
  /// Runs jobs together, as many at a time as there are slots; results by id.
  std::map<std::string, nlohmann::json> run_all(const std::vector<nlohmann::json>& jobs);

  /// Sends a job on its way; its id.
  std::string submit(nlohmann::json job);
  nlohmann::json wait_for(const std::string& id);
  void wait_for_count(size_t count) { results_.wait_for_count(count); }
  size_t duplicates() const { return results_.duplicates(); }

  supervision::assembly& assembly() { return *assembly_; }

  /// Host users of the slots and of the analyser; nobody else on this machine has them. Nothing is
  /// known of them where this is not root.
  uint32_t first_uid() const { return first_uid_; }
  uint32_t uid_count() const { return options_.slots + 1; }

private:
  pipeline_options options_;
  uint32_t first_uid_;
  uint64_t next_id_ = 1;
  result_collector results_;
  io::event_loop loop_;
  std::unique_ptr<supervision::assembly> assembly_;
};

/// The pipeline that the test cases of this process share, with the built-in profiles; made when
/// first asked for, ended by a listener when the last test case is over: not by a static's
/// destructor, which would come after those of the libraries that it needs.
pipeline& shared_pipeline();
/// Ends it earlier, for a test that makes a pipeline of its own.
void end_shared_pipeline();

/// A pipeline for one test case alone.
std::unique_ptr<pipeline> make_pipeline(pipeline_options options = {});

/// Host users that only this test process uses, so that what is alive can be told by its user. Each
/// is 0 where this is not root.
struct own_users {
  uint32_t of_pipelines = 0; ///< the first of those of pipelines in this process
  uint32_t of_cordon = 0;    ///< the first of those that a `cordon` beside it gives its slots
  uint32_t ordinary = 0;     ///< runs `cordon` as an ordinary user would
};
own_users users();
/// How many of `of_cordon` there are.
inline constexpr uint32_t users_of_cordon = 8;

/// Runs `code` in the profile `open`, with `more` fields of a job.
nlohmann::json run_open(std::string_view code, nlohmann::json more = nlohmann::json::object());
/// The same in the profile `default`.
nlohmann::json run_default(std::string_view code, nlohmann::json more = nlohmann::json::object());

/// Names what a check looks at.
inline std::string shown(const nlohmann::json& result) {
  return result.dump(1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace cordon::test
