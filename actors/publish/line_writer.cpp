// SPDX-License-Identifier: Apache-2.0
#include "publish/line_writer.hpp"

#include "io/write_all.hpp"

namespace cordon::publish {

line_writer::line_writer(int fd, callbacks callback, line_form form)
    : fd_(fd), callback_(std::move(callback)), form_(std::move(form)), thread_([this] { run(); }) {}

line_writer::~line_writer() {
  close();
}

void line_writer::close() {
  if (!thread_.joinable())
    return;
  {
    std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void line_writer::publish(const job::run& run, std::shared_ptr<const job::result> result,
                          std::function<void()> published) {
  line one{result_line(run, *result, form_) + '\n', "", nullptr, result->status,
           std::move(published)};
  if (callback_.before_line) {
    one.id = run.job->id;
    one.result = std::move(result);
  }
  {
    std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(one));
  }
  changed_.notify_one(); // without the lock, which the woken thread takes
}

std::optional<error> line_writer::failure() const {
  std::lock_guard lock(mutex_);
  return failure_;
}

void line_writer::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
    if (waiting_.empty())
      return;
    const auto lines = std::exchange(waiting_, {});
    const bool failed = failure_.has_value();
    lock.unlock();
    if (!failed)
      write_lines(lines);
    lock.lock();
  }
}

void line_writer::write_lines(const std::vector<line>& lines) {
  for (const auto& one : lines) {
    if (one.result)
      callback_.before_line(one.id, *one.result);
    if (auto written = io::write_all(fd_, one.text, "cannot write a result", "output"); !written) {
      {
        std::lock_guard lock(mutex_);
        failure_ = written.error();
      }
      return callback_.on_failure();
    }
    one.published();
    callback_.on_written(one.status);
  }
}

} // namespace cordon::publish
