// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/run.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cordon::supervision {

/// The stages that can hold a job.
enum class stage : uint8_t { validation, execution, redaction, publish };

std::string_view to_string(stage);

/// The jobs that are in the pipeline, where each is, and how often something died under it. Decides
/// which stage comes next. Plain and single-threaded: the pipeline actor owns one.
class passages {
public:
  struct passage {
    job::run run;
    /// Why the message is no job; null where it is one.
    std::shared_ptr<const job::rejection> rejected;
    supervision::stage stage = stage::validation;
    uint32_t crashes = 0; ///< deaths under it, in this worker and in earlier ones
    std::chrono::steady_clock::time_point stage_since{};
    /// Its answer from the start, where it is not to run; null otherwise.
    std::shared_ptr<const job::result> settled;
    /// In redaction and publish, for the audit of a job that died there; null before.
    job::result_ptr result;
  };

  /// Takes a job in; its number is fresh.
  passage& take_in(job::job_ptr job, int64_t taken_up_us,
                   std::chrono::steady_clock::time_point taken_up);

  /// The passage of that number if it is at `stage`, else null: late or foreign news.
  passage* at(uint64_t number, supervision::stage stage);
  passage* find(uint64_t number);

  /// Where a job goes first.
  static supervision::stage first_stage(const job::job& job);

  /// The job is answered.
  void finish(uint64_t number) { by_number_.erase(number); }

  /// Counts a death under the job and gives the passage a fresh number, so that news of the old one
  /// finds nobody. Null where there is no such job.
  passage* crash(uint64_t number);

  /// Numbers of the jobs that `stage` holds, oldest first.
  std::vector<uint64_t> held_by(supervision::stage stage) const;
  /// Numbers of the jobs of that user with that id whose first records are not later than
  /// `until_ms`, oldest first.
  std::vector<uint64_t> named(std::string_view user_text, std::string_view id,
                              int64_t until_ms) const;
  /// Numbers of the jobs whose records lie in that partition, oldest first.
  std::vector<uint64_t> of_partition(std::string_view topic, int32_t partition) const;

  size_t size() const { return by_number_.size(); }

private:
  template <class Matches>
  std::vector<uint64_t> numbers_of(Matches matches) const;

  std::unordered_map<uint64_t, passage> by_number_;
  uint64_t last_number_ = 0;
};

} // namespace cordon::supervision
