// SPDX-License-Identifier: Apache-2.0
#include "jail/cgroup_v2.hpp"

#include "jail/cgroup_folder.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <iterator>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

/// See the kernel's admin-guide/cgroup-v2.rst: "No Internal Process Constraint", "Delegation".
namespace cordon::jail {

namespace {

constexpr const char* subtree_control = "/cgroup.subtree_control";
constexpr const char* processes = "/cgroup.procs";
constexpr const char* worker_leaf = "/worker";

constexpr const char* what_to_do =
    "; start cordon in a cgroup of its own that is delegated to its user: a service with "
    "Delegate=yes, or `systemd-run --user --scope -p Delegate=yes cordon ...` (as root without "
    "--user); or set execution.cgroup_root to such a cgroup without processes";

tl::unexpected<error> refuse(errc code, const std::string& why, const std::string& folder) {
  return fail(code, why + what_to_do, folder);
}

bool has_both(const std::string& controllers) {
  return has_word(controllers, "memory") && has_word(controllers, "pids");
}

bool gives_controllers(const std::string& folder) {
  return has_both(read_cgroup_file(folder + subtree_control));
}

expected<void> give_controllers(const std::string& folder) {
  if (gives_controllers(folder))
    return {};
  auto given = write_cgroup_file(folder + subtree_control, "+memory +pids");
  if (!given)
    return refuse(errc::system,
                  "cannot give memory and pids to cgroups below (" + given.error().what + ")",
                  folder);
  return {};
}

/// The root of all alone may have processes beside cgroups with controllers; it has no type.
bool is_root_of_all(const std::string& folder) {
  return access((folder + "/cgroup.type").c_str(), F_OK) != 0;
}

/// The cgroup that holds both.
std::string common_ancestor(const std::string& one, const std::string& other) {
  const auto a = one + '/';
  const auto b = other + '/';
  const auto [end, ignored] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto same = static_cast<size_t>(end - a.begin());
  return a.substr(0, a.rfind('/', same == 0 ? 0 : same - 1));
}

/// Moving a process needs the right to write into the cgroup that holds where it is and where it
/// goes.
expected<void> check_way(const std::string& from, const std::string& to) {
  const auto common = common_ancestor(from, to);
  if (faccessat(AT_FDCWD, (common + processes).c_str(), W_OK, AT_EACCESS) == 0)
    return {};
  if (from == to)
    return refuse(errc::system, "this cgroup is not delegated to this user", to);
  return refuse(errc::system,
                "this user may not move processes from " + from + " to " + to + ", as " + common
                    + processes + " is not theirs to write",
                to);
}

/// Where this process is, whether or not an earlier tree of it made way.
std::string own_base(const cgroup_hierarchy& unified) {
  auto own = unified.own_folder();
  const auto after_making_way = "/cordon-" + std::to_string(getpid()) + worker_leaf;
  if (own.ends_with(after_making_way))
    own.resize(own.size() - after_making_way.size());
  return own;
}

std::vector<std::string> processes_in(const std::string& folder) {
  std::istringstream lines(read_cgroup_file(folder + processes));
  return {std::istream_iterator<std::string>(lines), {}};
}

/// A child, or a child's: /proc/<pid>/stat has the parent behind the name and the state, see
/// proc_pid_stat(5).
bool is_this_or_a_child(const std::string& pid) {
  const auto self = std::to_string(getpid());
  for (auto at = pid; !at.empty() && at != "0";) {
    if (at == self)
      return true;
    const auto stat = read_cgroup_file("/proc/" + at + "/stat");
    std::istringstream behind_name(stat.substr(std::min(stat.size(), stat.rfind(')') + 1)));
    at.clear();
    behind_name >> at >> at;
  }
  return false;
}

expected<void> give_to(const std::string& path, uint32_t host_uid) {
  if (host_uid != 0 && chown(path.c_str(), host_uid, host_uid) != 0)
    return system_failure("cannot give a cgroup's file to user " + std::to_string(host_uid), path,
                          errno);
  return {};
}

/// Fresh where that can be: a peak that can't be reset begins at 0 at least for each runner.
expected<void> make_job_leaf(const std::string& leaf) {
  rmdir(leaf.c_str());
  if (auto r = make_cgroup(leaf); !r)
    return r;
  // Both are limits for good. A kernel that does not count swap has no file for it.
  if (access((leaf + "/memory.swap.max").c_str(), F_OK) == 0)
    if (auto r = write_cgroup_file(leaf + "/memory.swap.max", "0"); !r)
      return r;
  return write_cgroup_file(leaf + "/memory.oom.group", "1");
}

/// The ways in, for a runner that has become `host_uid`: clone3(2) with CLONE_INTO_CGROUP asks for
/// the right to write to the leaf and to the folder that holds both leaves.
expected<void> open_ways_in(const std::string& slot, uint32_t host_uid) {
  for (const auto* folder : {"", "/job"})
    if (auto r = give_to(slot + folder + processes, host_uid); !r)
      return r;
  return {};
}

expected<void> make_leaves(const std::string& slot, uint32_t host_uid) {
  if (auto r = give_controllers(slot); !r)
    return r;
  if (auto r = make_cgroup(slot + "/runner"); !r)
    return r;
  if (auto r = make_job_leaf(slot + "/job"); !r)
    return r;
  return open_ways_in(slot, host_uid);
}

struct leaf_file {
  cgroup_file file;
  const char* path;
  bool may_lack = false;
};

constexpr std::array leaf_files = {
    leaf_file{cgroup_file::memory_limit, "/job/memory.max"},
    leaf_file{cgroup_file::memory_peak, "/job/memory.peak", true}, // since Linux 5.19
    leaf_file{cgroup_file::memory_now, "/job/memory.current"},
    leaf_file{cgroup_file::memory_oom, "/job/memory.events"},
    leaf_file{cgroup_file::pids_limit, "/job/pids.max"},
    leaf_file{cgroup_file::events, "/job/cgroup.events"},
    leaf_file{cgroup_file::kill, "/job/cgroup.kill", true}, // since Linux 5.14
    leaf_file{cgroup_file::job_processes, "/job/cgroup.procs"},
    leaf_file{cgroup_file::runner_processes, "/runner/cgroup.procs"},
};

expected<open_cgroup> open_leaves(const std::string& slot) {
  open_cgroup leaf;
  for (const auto& [file, path, may_lack] : leaf_files) {
    auto opened = may_lack ? open_cgroup_file_if_there(slot + path) : open_cgroup_file(slot + path);
    if (!opened)
      return tl::unexpected<error>(opened.error());
    leaf.add(file, std::move(*opened));
  }
  leaf.add(cgroup_file::job_folder,
           io::unique_fd(open((slot + "/job").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)));
  return leaf;
}

} // namespace

expected<std::unique_ptr<cgroup_tree>> cgroup_v2::make(const std::string& root,
                                                       const cgroup_hierarchy& unified) {
  const auto first = root.empty() ? own_base(unified) : unified.mount + root;
  std::error_code ignored;
  if (!root.empty() && !std::filesystem::is_directory(first, ignored))
    return fail(errc::not_found, "the configured cgroup_root is not there", first);
  auto tree = std::make_unique<cgroup_v2>();
  auto settled = tree->settle(unified, first);
  // One above may serve where the own one holds others, such as a shell.
  for (auto base = first; root.empty() && !settled && base.size() > unified.mount.size();) {
    base.resize(base.rfind('/'));
    tree = std::make_unique<cgroup_v2>();
    if (tree->settle(unified, base))
      return tree;
  }
  if (!settled)
    return tl::unexpected<error>(settled.error());
  return tree;
}

expected<void> cgroup_v2::settle(const cgroup_hierarchy& unified, const std::string& base) {
  if (!has_both(read_cgroup_file(base + "/cgroup.controllers")))
    return refuse(errc::unsupported, "the memory and pids controllers are not offered here", base);
  if (auto r = check_way(unified.own_folder(), base); !r)
    return r;
  auto folder = make_worker_cgroup(base);
  if (!folder)
    return refuse(errc::system, folder.error().what, folder.error().where);
  base_ = base;
  folder_ = *folder;
  if (!gives_controllers(base) && !is_root_of_all(base))
    if (auto r = make_way(); !r)
      return r;
  if (auto r = give_controllers(base); !r)
    return r;
  return give_controllers(folder_);
}

/// Only from a cgroup that holds nobody else: others are not cordon's to move. Those that this
/// process has started, such as a Redis of its own, come along.
expected<void> cgroup_v2::make_way() {
  const auto inside = processes_in(base_);
  if (inside.empty())
    return {};
  if (!std::all_of(inside.begin(), inside.end(), is_this_or_a_child))
    return refuse(errc::system,
                  "this cgroup holds other processes, so it can't give memory and pids to cgroups "
                  "below it",
                  base_);
  if (auto r = make_cgroup(folder_ + worker_leaf); !r)
    return r;
  made_way_ = true;
  // One that has ended meanwhile can't be moved, and one that can't is seen when controllers are
  // given.
  for (const auto& pid : inside)
    static_cast<void>(write_cgroup_file(folder_ + worker_leaf + processes, pid));
  return {};
}

void cgroup_v2::go_back() {
  for (const auto& folder : {folder_, base_})
    static_cast<void>(write_cgroup_file(folder + subtree_control, "-memory -pids"));
  for (const auto& pid : processes_in(folder_ + worker_leaf))
    static_cast<void>(write_cgroup_file(base_ + processes, pid));
  rmdir((folder_ + worker_leaf).c_str());
}

cgroup_v2::~cgroup_v2() {
  if (folder_.empty())
    return;
  for (const auto& slot : leaves_) {
    static_cast<void>(write_cgroup_file(slot + "/cgroup.kill", "1"));
    for (const auto* leaf : {"/job", "/runner", ""})
      remove_cgroup(slot + leaf);
  }
  if (made_way_)
    go_back();
  rmdir(folder_.c_str());
}

expected<open_cgroup> cgroup_v2::open_leaf(const std::string& name, uint32_t host_uid) {
  const auto slot = folder_ + '/' + name;
  if (auto r = make_cgroup(slot); !r)
    return tl::unexpected<error>(r.error());
  if (std::find(leaves_.begin(), leaves_.end(), slot) == leaves_.end())
    leaves_.push_back(slot);
  if (auto r = make_leaves(slot, host_uid); !r)
    return tl::unexpected<error>(r.error());
  return open_leaves(slot);
}

bool cgroup_v2::is_in_use(const std::string& name) const {
  return has_processes(folder_ + '/' + name + "/job");
}

} // namespace cordon::jail
