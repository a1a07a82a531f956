// SPDX-License-Identifier: Apache-2.0
#include "jail/codec.hpp"
#include "work_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <memory>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

constexpr uint32_t max_artifacts = 1'000;
constexpr size_t max_depth = 16;
constexpr uint32_t max_entries = 20'000;
/// What the interpreter leaves, not the program.
constexpr std::string_view bytecode_cache = "__pycache__";

struct directory_closer {
  void operator()(DIR* directory) const noexcept { closedir(directory); }
};
using directory = std::unique_ptr<DIR, directory_closer>;

/// Opens below `folder` without following any link or leaving the mount, and without blocking on a
/// FIFO. See openat2(2).
io::unique_fd open_beneath(int folder, const char* name, uint64_t flags) {
  open_how how{};
  how.flags = flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV;
  return io::unique_fd(static_cast<int>(syscall(SYS_openat2, folder, name, &how, sizeof how)));
}

bool read_whole(int file, uint64_t size, std::string& out) {
  out.resize(size);
  for (size_t at = 0; at < size;) {
    const auto n = pread(file, out.data() + at, size - at, static_cast<off_t>(at));
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return false;
    at += static_cast<size_t>(n);
  }
  return true;
}

/// Walks the work folder once.
class collector {
public:
  explicit collector(const jail::job_order& order) : order_(order) {}

  void walk(int folder, const std::string& prefix, size_t depth);
  work_folder::artifacts finish() &&;

private:
  void visit(int folder, const std::string& name, const std::string& path, size_t depth);
  void take(int file, uint64_t size, const std::string& path);
  bool brought_along(const std::string& path, const std::string& content) const;
  void miss(const char* why) {
    if (problem_.empty())
      problem_ = why;
  }

  const jail::job_order& order_;
  std::string body_;
  std::string problem_;
  uint32_t count_ = 0;
  uint32_t entries_ = 0;
  uint64_t bytes_ = 0;
};

void collector::walk(int folder, const std::string& prefix, size_t depth) {
  directory entries(fdopendir(dup(folder)));
  if (!entries)
    return miss("a folder cannot be read");
  while (const auto* entry = readdir(entries.get())) {
    const std::string name = entry->d_name;
    if (name == "." || name == ".." || name == bytecode_cache)
      continue;
    if (++entries_ > max_entries)
      return miss("more than 20000 entries");
    visit(folder, name, prefix + name, depth);
  }
}

void collector::visit(int folder, const std::string& name, const std::string& path, size_t depth) {
  struct stat before {};
  if (fstatat(folder, name.c_str(), &before, AT_SYMLINK_NOFOLLOW) != 0)
    return miss("a file cannot be read");
  if (S_ISDIR(before.st_mode)) {
    if (depth == max_depth)
      return miss("folders nested deeper than 16");
    if (auto inner = open_beneath(folder, name.c_str(), O_RDONLY | O_DIRECTORY))
      walk(inner.get(), path + '/', depth + 1);
    return;
  }
  if (!S_ISREG(before.st_mode))
    return miss("links, pipes and devices are no artifacts");
  auto file = open_beneath(folder, name.c_str(), O_RDONLY);
  struct stat opened {};
  if (!file || fstat(file.get(), &opened) != 0 || !S_ISREG(opened.st_mode))
    return miss("a file cannot be read");
  take(file.get(), static_cast<uint64_t>(opened.st_size), path);
}

void collector::take(int file, uint64_t size, const std::string& path) {
  // A sparse file shows more bytes than the tmpfs holds.
  if (size > order_.limits.max_file_bytes - bytes_)
    return miss("together they are larger than max_file_bytes");
  std::string content;
  if (!read_whole(file, size, content))
    return miss("a file cannot be read");
  if (brought_along(path, content))
    return;
  if (count_ == max_artifacts)
    return miss("more than 1000 files");
  jail::encoder body(body_);
  body.text(path);
  body.text(content);
  ++count_;
  bytes_ += size;
}

bool collector::brought_along(const std::string& path, const std::string& content) const {
  return std::any_of(order_.files.begin(), order_.files.end(), [&](const auto& file) {
    return file.first == path && file.second == content;
  });
}

work_folder::artifacts collector::finish() && {
  work_folder::artifacts result;
  result.problem = std::move(problem_);
  if (count_ == 0)
    return result;
  jail::encoder(result.encoded).u32(count_);
  result.encoded += body_;
  return result;
}

} // namespace

work_folder::artifacts work_folder::collect(const jail::job_order& order) const {
  collector all(order);
  if (auto work = open_beneath(mount_.get(), "work", O_RDONLY | O_DIRECTORY))
    all.walk(work.get(), "", 0);
  return std::move(all).finish();
}

} // namespace cordon::runner
