// SPDX-License-Identifier: Apache-2.0
#include "audit/audit_file.hpp"

#include "audit/file_end.hpp"
#include "io/write_all.hpp"
#include "job/log.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace cordon::audit {

namespace {

/// Opens `path` as a locked, regular file.
expected<io::unique_fd> open_locked(const std::string& path) {
  // O_NONBLOCK: a FIFO or a terminal must be refused below, not waited for.
  io::unique_fd fd{
      ::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600)};
  if (fd.get() < 0)
    return system_failure("the audit file cannot be opened for writing", path, errno);
  struct stat status {};
  if (::fstat(fd.get(), &status) != 0)
    return system_failure("the audit file cannot be looked at", path, errno);
  if (!S_ISREG(status.st_mode))
    return fail(errc::bad_input, "the audit file must be a regular file", path);
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (errno == EWOULDBLOCK)
    return fail(errc::bad_input,
                "another process writes this audit file; give every process a file of its own",
                path);
  return system_failure("the audit file cannot be locked", path, errno);
}

/// Reads `size` bytes that start at `offset`; fewer where the file ends before.
expected<std::string> read_at(int fd, size_t size, off_t offset, const std::string& path) {
  std::string bytes(size, '\0');
  size_t have = 0;
  while (have < size) {
    const ssize_t got =
        ::pread(fd, bytes.data() + have, size - have, offset + static_cast<off_t>(have));
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return system_failure("the audit file cannot be read", path, errno);
    if (got == 0)
      break;
    have += static_cast<size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

/// For this thread a file that may not grow (RLIMIT_FSIZE) is an error and not the process's death.
void take_file_limit_as_error() {
  sigset_t limit;
  sigemptyset(&limit);
  sigaddset(&limit, SIGXFSZ);
  pthread_sigmask(SIG_BLOCK, &limit, nullptr);
}

} // namespace

expected<std::unique_ptr<audit_file>> audit_file::open(const std::string& path, options limits) {
  auto fd = open_locked(path);
  if (!fd)
    return tl::unexpected(fd.error());
  std::unique_ptr<audit_file> file{new audit_file(std::move(*fd), path, limits)};
  if (auto found = file->find_position(); !found)
    return tl::unexpected(found.error());
  try {
    file->writer_ = std::thread([raw = file.get()] { raw->write_batches(); });
  } catch (const std::system_error& e) {
    return system_failure("no thread could be started for the audit file", path, e.code().value());
  }
  return file;
}

audit_file::audit_file(io::unique_fd fd, std::string path, options limits)
    : fd_(std::move(fd)), path_(std::move(path)), options_(limits) {}

audit_file::~audit_file() {
  static_cast<void>(close());
}

expected<void> audit_file::find_position() {
  const off_t size = ::lseek(fd_.get(), 0, SEEK_END);
  if (size < 0)
    return system_failure("the audit file cannot be measured", path_, errno);
  const size_t tail_size = std::min(static_cast<size_t>(size), file_end_bytes);
  const auto tail = read_at(fd_.get(), tail_size, size - static_cast<off_t>(tail_size), path_);
  if (!tail)
    return tl::unexpected(tail.error());
  const auto end = find_end(*tail, tail_size == static_cast<size_t>(size));
  if (!end)
    return fail(errc::bad_input,
                "not to be continued as an audit file: " + end.error().what
                    + "; move it away, so that a new chain begins, or name another file",
                path_);
  position_ = end->position;
  needs_newline_ = end->in_line;
  return {};
}

expected<void> audit_file::append(std::string_view line) {
  if (line.empty() || line.size() > max_line_bytes || line.find('\n') != std::string_view::npos)
    return fail(errc::bad_input,
                "a line of the audit file must have 1 to " + std::to_string(max_line_bytes)
                    + " bytes and no newline",
                path_);
  std::unique_lock lock(mutex_);
  queue_shrank_.wait(lock, [&] {
    return failure_ || closing_ || waiting_bytes() == 0
           || waiting_bytes() + line.size() < options_.max_queued_bytes;
  });
  if (failure_)
    return tl::unexpected(*failure_);
  if (closing_)
    return fail(errc::bad_input, "the audit file is closed", path_);
  if (std::exchange(needs_newline_, false))
    queued_.push_back('\n');
  queued_.append(line);
  queued_.push_back('\n');
  queue_grew_.notify_one();
  return {};
}

expected<void> audit_file::flush() {
  std::unique_lock lock(mutex_);
  queue_shrank_.wait(lock, [&] { return failure_ || waiting_bytes() == 0; });
  return outcome();
}

expected<void> audit_file::close() {
  const std::lock_guard one_at_a_time(closing_mutex_);
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  queue_grew_.notify_one();
  queue_shrank_.notify_all();
  if (writer_.joinable())
    writer_.join();
  const std::lock_guard lock(mutex_);
  if (fd_.get() >= 0) {
    const auto synced = sync();
    if (!synced && !failure_)
      failure_ = synced.error();
    fd_.reset();
  }
  return outcome();
}

void audit_file::write_batches() {
  take_file_limit_as_error();
  std::string batch;
  std::unique_lock lock(mutex_);
  while (!failure_) {
    queue_grew_.wait(lock, [&] { return closing_ || !queued_.empty(); });
    if (queued_.empty())
      return;
    batch.clear();
    batch.swap(queued_);
    in_flight_bytes_ = batch.size();
    lock.unlock();
    const auto written = io::write_all(fd_.get(), batch, "the audit file cannot be written", path_);
    lock.lock();
    in_flight_bytes_ = 0;
    if (!written) {
      failure_ = written.error();
      // At once: the next caller may be long in coming.
      job::log_event(job::log_level::error, "audit_not_written", {{"why", failure_->text()}});
    }
    queue_shrank_.notify_all();
  }
}

expected<void> audit_file::sync() {
  if (::fdatasync(fd_.get()) != 0)
    return system_failure("the audit file cannot be brought to the disk", path_, errno);
  return {};
}

expected<void> audit_file::outcome() const {
  if (failure_)
    return tl::unexpected(*failure_);
  return {};
}

} // namespace cordon::audit
