// SPDX-License-Identifier: Apache-2.0
#include "host_users.hpp"

#include "job/log.hpp"
#include "pipeline_settings.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cordon::workers {

namespace {

/// Others come and go while a place is looked for.
constexpr int max_looks = 1'000;

struct flock range_of(uint64_t first, uint64_t count) {
  struct flock range {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = static_cast<off_t>(first);
  range.l_len = static_cast<off_t>(count);
  return range;
}

expected<io::unique_fd> open_file(const std::string& path) {
  const auto folder = path.substr(0, path.rfind('/'));
  if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST)
    return system_failure("cannot make the folder", folder, errno);
  io::unique_fd file(
      open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!file)
    return system_failure("cannot open the file", path, errno);
  return file;
}

std::string users_text(uint64_t first, uint32_t count) {
  return std::to_string(first) + " to " + std::to_string(first + count - 1);
}

} // namespace

expected<std::optional<leased_users>> lease_users(const uid_range& range, uint32_t needed,
                                                  const std::string& path) {
  auto file = open_file(path);
  if (!file)
    return tl::unexpected(file.error());
  const uint64_t end = uint64_t{range.first} + range.count;
  uint64_t first = range.first;
  // Analysers may be beyond a range that is as large as the slots: the first place is always tried.
  for (int look = 0; look < max_looks && (first == range.first || first + needed <= end); ++look) {
    auto wanted = range_of(first, needed);
    // Of the open file, not of the process: closing another descriptor of it changes nothing.
    if (fcntl(file->get(), F_OFD_SETLK, &wanted) == 0)
      return leased_users{*std::move(file), static_cast<uint32_t>(first)};
    if (errno != EAGAIN && errno != EACCES)
      return system_failure("cannot lock a part of it", path, errno);
    auto other = range_of(first, needed);
    if (fcntl(file->get(), F_OFD_GETLK, &other) != 0)
      return system_failure("cannot see who locks a part of it", path, errno);
    if (other.l_type != F_UNLCK)
      first = static_cast<uint64_t>(other.l_start) + static_cast<uint64_t>(other.l_len);
  }
  return std::optional<leased_users>();
}

leased_users lease_host_users(configuration& into) {
  if (geteuid() != 0)
    return {};
  auto& uids = into.execution.uids;
  const auto needed = into.slots + make_pipeline_settings(into).analysers.analysers;
  auto leased = lease_users(uids, needed);
  if (!leased || !*leased) {
    job::log_event(job::log_level::warn, "host_users_shared",
                   {{"users", users_text(uids.first, needed)},
                    {"why", leased ? "other cordons have those of execution.uid_first and uid_count"
                                   : leased.error().text()}});
    return {};
  }
  if ((*leased)->first != uids.first)
    job::log_event(job::log_level::info, "host_users_moved",
                   {{"users", users_text((*leased)->first, needed)},
                    {"why", "another cordon has some from " + std::to_string(uids.first) + " on"}});
  uids.first = (*leased)->first;
  return **std::move(leased);
}

} // namespace cordon::workers
