// SPDX-License-Identifier: Apache-2.0
#include "artifacts.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string_view>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

constexpr uint32_t max_artifacts = 1'000;
constexpr size_t max_depth = 16;
constexpr uint32_t max_entries = 20'000;
constexpr size_t max_path_bytes = 4'096;
/// What the interpreter leaves, not the program.
constexpr std::string_view bytecode_cache = "__pycache__";

/// Opens below `folder` without following any link or leaving the mount, and without blocking on a
/// FIFO. See openat2(2).
io::unique_fd open_beneath(int folder, const char* name, uint64_t flags) {
  open_how how{};
  how.flags = flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV;
  return io::unique_fd(static_cast<int>(syscall(SYS_openat2, folder, name, &how, sizeof how)));
}

bool write_all(int fd, const void* bytes, size_t size) {
  const auto* at = static_cast<const char*>(bytes);
  while (size > 0) {
    const auto n = write(fd, at, size);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return false;
    at += n;
    size -= static_cast<size_t>(n);
  }
  return true;
}

/// Walks the work folder once, straight into a memfd. All that it takes of the job in passing lies
/// in its own buffers, which it wipes: a later job's program inherits this process's memory.
class collector {
public:
  explicit collector(const jail::job_order& order) : order_(order) {}
  ~collector() {
    explicit_bzero(path_.data(), path_.size());
    explicit_bzero(chunk_.data(), chunk_.size());
  }
  collector(const collector&) = delete;
  collector& operator=(const collector&) = delete;

  void walk(const io::unique_fd& folder, size_t path_size, size_t depth);
  collected_artifacts finish() &&;

private:
  /// Room for some entries on each level's own stack.
  using entry_buffer = std::array<char, 2'048>;

  void visit(int folder, const char* name, size_t path_size, size_t depth);
  void take(int file, uint64_t size, size_t path_size);
  bool brought_along(int file, uint64_t size, std::string_view path);
  bool holds(int file, std::string_view content);
  bool append(int file, uint64_t size, std::string_view path);
  bool begin();
  void miss(const char* why) {
    if (problem_.empty())
      problem_ = why;
  }

  const jail::job_order& order_;
  io::unique_fd out_;
  std::string problem_;
  uint32_t count_ = 0;
  uint32_t entries_ = 0;
  uint64_t bytes_ = 0;
  std::array<char, max_path_bytes> path_{};
  std::array<char, 4'096> chunk_{};
};

void collector::walk(const io::unique_fd& folder, size_t path_size, size_t depth) {
  alignas(dirent64) entry_buffer entries;
  for (;;) {
    const auto got = syscall(SYS_getdents64, folder.get(), entries.data(), entries.size());
    if (got < 0)
      miss("a folder cannot be read");
    if (got <= 0)
      break;
    for (long at = 0; at < got;) {
      const auto* entry = reinterpret_cast<const dirent64*>(entries.data() + at);
      at += entry->d_reclen;
      if (++entries_ > max_entries) {
        miss("more than 20000 entries");
        break;
      }
      visit(folder.get(), entry->d_name, path_size, depth);
    }
    if (entries_ > max_entries)
      break;
  }
  explicit_bzero(entries.data(), entries.size());
}

void collector::visit(int folder, const char* name, size_t path_size, size_t depth) {
  const std::string_view text(name);
  if (text == "." || text == ".." || text == bytecode_cache)
    return;
  if (path_size + text.size() + 1 > path_.size())
    return miss("a path longer than 4096 bytes");
  std::memcpy(path_.data() + path_size, text.data(), text.size());
  path_size += text.size();
  struct stat status {};
  if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return miss("a file cannot be read");
  if (S_ISDIR(status.st_mode)) {
    if (depth == max_depth)
      return miss("folders nested deeper than 16");
    path_[path_size++] = '/';
    if (const auto inner = open_beneath(folder, name, O_RDONLY | O_DIRECTORY))
      return walk(inner, path_size, depth + 1);
    return miss("a folder cannot be read");
  }
  if (!S_ISREG(status.st_mode))
    return miss("links, pipes and devices are no artifacts");
  const auto file = open_beneath(folder, name, O_RDONLY);
  if (!file || fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
    return miss("a file cannot be read");
  take(file.get(), static_cast<uint64_t>(status.st_size), path_size);
}

void collector::take(int file, uint64_t size, size_t path_size) {
  const std::string_view path(path_.data(), path_size);
  // A sparse file shows more bytes than the tmpfs holds.
  if (size > order_.limits.max_file_bytes - bytes_)
    return miss("together they are larger than max_file_bytes");
  if (brought_along(file, size, path))
    return;
  if (count_ == max_artifacts)
    return miss("more than 1000 files");
  if (!begin() || !append(file, size, path))
    return miss("a file cannot be read");
  ++count_;
  bytes_ += size;
}

bool collector::brought_along(int file, uint64_t size, std::string_view path) {
  for (const auto& [name, content] : order_.files)
    if (name == path)
      return content.size() == size && holds(file, content);
  return false;
}

bool collector::holds(int file, std::string_view content) {
  for (size_t at = 0; at < content.size();) {
    const auto n = pread(file, chunk_.data(), chunk_.size(), static_cast<off_t>(at));
    if (n <= 0
        || content.substr(at, static_cast<size_t>(n))
               != std::string_view(chunk_.data(), static_cast<size_t>(n)))
      return false;
    at += static_cast<size_t>(n);
  }
  return true;
}

/// The memfd, with room for the count.
bool collector::begin() {
  if (!out_)
    out_.reset(memfd_create("artifacts", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  return out_ && (count_ > 0 || lseek(out_.get(), sizeof count_, SEEK_SET) >= 0);
}

/// As jail::encoder would: u32 length and name, u32 length and content.
bool collector::append(int file, uint64_t size, std::string_view path) {
  const auto start = lseek(out_.get(), 0, SEEK_CUR);
  const auto name_size = static_cast<uint32_t>(path.size());
  const auto content_size = static_cast<uint32_t>(size);
  bool whole = write_all(out_.get(), &name_size, sizeof name_size)
               && write_all(out_.get(), path.data(), path.size())
               && write_all(out_.get(), &content_size, sizeof content_size);
  for (uint64_t left = size; whole && left > 0;) {
    const auto n = sendfile(out_.get(), file, nullptr, left);
    if (n < 0 && errno == EINTR)
      continue;
    whole = n > 0;
    left -= whole ? static_cast<uint64_t>(n) : 0;
  }
  if (!whole && start >= 0)
    lseek(out_.get(), start, SEEK_SET);
  return whole;
}

collected_artifacts collector::finish() && {
  collected_artifacts result;
  result.problem = std::move(problem_);
  if (count_ == 0)
    return result;
  const auto size = lseek(out_.get(), 0, SEEK_CUR);
  if (pwrite(out_.get(), &count_, sizeof count_, 0) != sizeof count_
      || ftruncate(out_.get(), size) != 0
      || fcntl(out_.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
    result.problem = "the artifacts cannot be kept";
  else
    result.memfd = std::move(out_);
  return result;
}

} // namespace

collected_artifacts collect_artifacts(int mount, const jail::job_order& order) {
  collector all(order);
  if (const auto work = open_beneath(mount, "work", O_RDONLY | O_DIRECTORY))
    all.walk(work, 0, 0);
  return std::move(all).finish();
}

} // namespace cordon::runner
