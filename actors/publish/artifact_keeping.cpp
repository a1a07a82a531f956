// SPDX-License-Identifier: Apache-2.0
#include "publish/artifact_keeping.hpp"

#include <mutex>
#include <utility>
#include <vector>

namespace cordon::publish {

namespace {

void leave_out(job::artifact& artifact) {
  artifact.size = artifact.content.size();
  artifact.content = {};
}

void mark(job::result& result, size_t left_out, std::string_view why) {
  auto& detail = result.details["artifacts"];
  detail += detail.empty() ? "" : "; ";
  detail += std::to_string(left_out) + " left out: ";
  detail += why;
}

/// A result whose artifacts are being kept, until the last of them has its key.
class keeping {
public:
  keeping(const job::result& result, size_t awaited,
          std::function<void(std::shared_ptr<const job::result>)> done)
      : result_(std::make_shared<job::result>(result)), awaited_(awaited), done_(std::move(done)) {}

  /// The artifact at `index` is under `ref`, or nowhere.
  void kept(size_t index, std::optional<std::string> ref) {
    std::unique_lock lock(mutex_);
    auto& artifact = result_->artifacts[index];
    leave_out(artifact);
    left_out_ += ref ? 0 : 1;
    artifact.ref = std::move(ref);
    if (--awaited_ > 0)
      return;
    lock.unlock();
    end();
  }

private:
  void end() {
    if (left_out_ > 0)
      mark(*result_, left_out_, "too large for the reply, and no Redis has room for them");
    done_(std::move(result_));
  }

  std::mutex mutex_;
  std::shared_ptr<job::result> result_;
  size_t awaited_;
  size_t left_out_ = 0;
  std::function<void(std::shared_ptr<const job::result>)> done_;
};

/// Which artifacts do not fit beside those before them.
std::vector<size_t> large_ones(const job::result& result, uint64_t max_bytes) {
  std::vector<size_t> large;
  uint64_t bytes = 0;
  for (size_t i = 0; i < result.artifacts.size(); ++i) {
    const auto size = result.artifacts[i].content.size();
    if (size > max_bytes - bytes)
      large.push_back(i);
    else
      bytes += size;
  }
  return large;
}

} // namespace

bool has_large_artifacts(const job::result& result, uint64_t max_bytes) {
  return !large_ones(result, max_bytes).empty();
}

job::result without_large_artifacts(const job::result& result, uint64_t max_bytes,
                                    std::string_view why) {
  auto smaller = result;
  const auto large = large_ones(result, max_bytes);
  for (const auto index : large)
    leave_out(smaller.artifacts[index]);
  if (!large.empty())
    mark(smaller, large.size(), why);
  return smaller;
}

void keep_large_artifacts(const job::run& run, const job::result& result, uint64_t max_bytes,
                          result_keeper* keeper,
                          std::function<void(std::shared_ptr<const job::result>)> done) {
  const auto large = large_ones(result, max_bytes);
  if (large.empty())
    return done(std::make_shared<job::result>(result));
  const auto work = std::make_shared<keeping>(result, large.size(), std::move(done));
  for (const auto index : large) {
    if (!keeper) {
      work->kept(index, std::nullopt);
      continue;
    }
    keeper->store_artifact(
        run.job->user_id_json, run.job->id, result.artifacts[index],
        [work, index](std::optional<std::string> ref) { work->kept(index, std::move(ref)); });
  }
}

} // namespace cordon::publish
