// SPDX-License-Identifier: Apache-2.0
#include "work_folder.hpp"

#include "privileged_call.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

constexpr unsigned max_inodes = 16'384;
/// Room for folders and for rounding to pages.
constexpr uint64_t tmpfs_overhead = 256u << 10;

uint64_t tmpfs_bytes(const jail::job_order& order) {
  // Its pages count against the memory limit; what the runner writes does not.
  const auto own = std::min(order.limits.max_file_bytes, order.limits.max_memory_bytes / 2);
  return own + order.code.size() + order.stdin_text.size() + tmpfs_overhead;
}

tl::unexpected<error> failure(const char* what, const char* where) {
  const int failed = errno;
  return system_failure(what, where, failed);
}

int descriptor(long made) {
  return static_cast<int>(made);
}

/// As fsconfig(2).
long configure(int context, fsconfig_command command, const char* key, const char* value) {
  return privileged_call(SYS_fsconfig, context, command, key, value, 0);
}

expected<io::unique_fd> make_tmpfs(uint64_t bytes) {
  io::unique_fd context(descriptor(privileged_call(SYS_fsopen, "tmpfs", FSOPEN_CLOEXEC)));
  if (!context)
    return failure("cannot make a tmpfs", "fsopen");
  const auto size = std::to_string(bytes);
  const auto inodes = std::to_string(max_inodes);
  if (configure(context.get(), FSCONFIG_SET_STRING, "size", size.c_str()) != 0
      || configure(context.get(), FSCONFIG_SET_STRING, "nr_inodes", inodes.c_str()) != 0
      || configure(context.get(), FSCONFIG_CMD_CREATE, nullptr, nullptr) != 0)
    return failure("cannot size a tmpfs", "fsconfig");
  io::unique_fd mount(
      descriptor(privileged_call(SYS_fsmount, context.get(), FSMOUNT_CLOEXEC,
                                 MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC)));
  if (!mount)
    return failure("cannot mount a tmpfs", "fsmount");
  return mount;
}

expected<void> write_file(int folder, const char* path, std::string_view content) {
  io::unique_fd file(openat(folder, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
  while (file && !content.empty()) {
    const auto n = write(file.get(), content.data(), content.size());
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      break;
    content.remove_prefix(static_cast<size_t>(n));
  }
  if (!file || !content.empty())
    return failure("cannot write a file of the job", "work folder");
  return {};
}

/// A path of the job, in memory that is wiped: a later job's program inherits this process's.
class job_path {
public:
  explicit job_path(std::string_view text) {
    std::memcpy(text_.data(), text.data(), std::min(text.size(), text_.size() - 1));
  }
  ~job_path() { explicit_bzero(text_.data(), text_.size()); }
  job_path(const job_path&) = delete;
  job_path& operator=(const job_path&) = delete;

  char* get() { return text_.data(); }

private:
  std::array<char, 4'096> text_{};
};

expected<void> make_parents(int folder, char* path) {
  for (char* slash = std::strchr(path, '/'); slash; slash = std::strchr(slash + 1, '/')) {
    *slash = '\0';
    const bool made = mkdirat(folder, path, 0755) == 0 || errno == EEXIST;
    *slash = '/';
    if (!made)
      return failure("cannot make a folder of the job", "work folder");
  }
  return {};
}

expected<void> write_job_files(int root, const jail::job_order& order) {
  if (order.files.empty())
    return {};
  io::unique_fd work(openat(root, "work", O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!work)
    return failure("cannot open the work folder", "work");
  for (const auto& [name, content] : order.files) {
    job_path path(name);
    if (auto r = make_parents(work.get(), path.get()); !r)
      return r;
    if (auto r = write_file(work.get(), path.get(), content); !r)
      return r;
  }
  return {};
}

expected<io::unique_fd> make_stdin(int root, std::string_view text) {
  if (text.empty()) {
    io::unique_fd null(open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (!null)
      return failure("cannot open", "/dev/null");
    return null;
  }
  if (auto r = write_file(root, "stdin", text); !r)
    return tl::unexpected<error>(r.error());
  io::unique_fd file(openat(root, "stdin", O_RDONLY | O_CLOEXEC));
  if (!file)
    return failure("cannot open", "stdin");
  return file;
}

} // namespace

expected<work_folder> work_folder::make(const jail::job_order& order) {
  auto mount = make_tmpfs(tmpfs_bytes(order));
  if (!mount)
    return tl::unexpected<error>(mount.error());
  const int root = mount->get();
  // The umask takes from what mkdirat is asked for.
  if (mkdirat(root, "work", 0755) != 0 || mkdirat(root, "tmp", 0755) != 0
      || mkdirat(root, "shm", 0755) != 0 || fchmodat(root, "tmp", 01777, 0) != 0
      || fchmodat(root, "shm", 01777, 0) != 0)
    return failure("cannot make the job's folders", "mkdirat");
  if (auto r = write_file(root, "main.py", order.code); !r)
    return tl::unexpected<error>(r.error());
  if (auto r = write_job_files(root, order); !r)
    return tl::unexpected<error>(r.error());
  auto input = make_stdin(root, order.stdin_text);
  if (!input)
    return tl::unexpected<error>(input.error());
  work_folder folder;
  folder.mount_ = std::move(*mount);
  folder.stdin_ = std::move(*input);
  return folder;
}

} // namespace cordon::runner
