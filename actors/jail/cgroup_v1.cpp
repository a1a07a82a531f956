// SPDX-License-Identifier: Apache-2.0
#include "jail/cgroup_v1.hpp"

#include "jail/cgroup_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <sys/eventfd.h>
#include <unistd.h>

namespace cordon::jail {

namespace {

expected<std::string> make_hierarchy(const std::optional<cgroup_hierarchy>& hierarchy,
                                     const char* controller, const std::string& root) {
  if (!hierarchy)
    return fail(errc::unsupported,
                "neither the unified hierarchy nor one of version 1 with the "
                    + std::string(controller) + " controller is mounted",
                "cgroup");
  std::error_code ignored;
  const auto wanted = root.empty() ? hierarchy->own_folder() : hierarchy->mount + root;
  if (std::filesystem::is_directory(wanted, ignored))
    return make_worker_cgroup(wanted);
  if (!root.empty())
    return fail(errc::not_found, "the configured cgroup_root is not there", wanted);
  return make_worker_cgroup(hierarchy->mount);
}

/// A descriptor that becomes readable when the leaf is out of memory; none where the kernel has
/// done away with that. See "9. Memory pressure" and "10. OOM Control" in the kernel's
/// admin-guide/cgroup-v1/memory.rst.
io::unique_fd watch_for_oom(const std::string& memory, const io::unique_fd& oom_control) {
  io::unique_fd event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (event
      && !write_cgroup_file(memory + "/cgroup.event_control",
                            std::to_string(event.get()) + ' ' + std::to_string(oom_control.get())))
    event.reset();
  return event;
}

} // namespace

expected<std::unique_ptr<cgroup_tree>> cgroup_v1::make(const std::string& root,
                                                       const cgroup_mounts& mounts) {
  auto tree = std::make_unique<cgroup_v1>();
  auto memory = make_hierarchy(mounts.memory, "memory", root);
  if (!memory)
    return tl::unexpected<error>(memory.error());
  tree->memory_ = *memory;
  auto pids = make_hierarchy(mounts.pids, "pids", root);
  if (!pids)
    return tl::unexpected<error>(pids.error());
  tree->pids_ = *pids;
  return tree;
}

cgroup_v1::~cgroup_v1() {
  for (const auto* folder : {&memory_, &pids_}) {
    if (folder->empty())
      continue;
    for (const auto& leaf : leaves_)
      remove_cgroup(*folder + '/' + leaf);
    remove_cgroup(*folder);
  }
}

expected<open_cgroup> cgroup_v1::open_leaf(const std::string& name, uint32_t) {
  const auto memory = memory_ + '/' + name;
  const auto pids = pids_ + '/' + name;
  for (const auto* leaf : {&memory, &pids})
    if (auto r = make_cgroup(*leaf); !r)
      return tl::unexpected<error>(r.error());
  if (std::find(leaves_.begin(), leaves_.end(), name) == leaves_.end())
    leaves_.push_back(name);
  open_cgroup leaf;
  for (const auto& [file, path] : {
           std::pair{cgroup_file::memory_tasks, memory + "/tasks"},
           std::pair{cgroup_file::memory_limit, memory + "/memory.limit_in_bytes"},
           std::pair{cgroup_file::memory_peak, memory + "/memory.max_usage_in_bytes"},
           std::pair{cgroup_file::memory_oom, memory + "/memory.oom_control"},
           std::pair{cgroup_file::pids_tasks, pids + "/tasks"},
           std::pair{cgroup_file::pids_limit, pids + "/pids.max"},
       }) {
    auto opened = open_cgroup_file(path);
    if (!opened)
      return tl::unexpected<error>(opened.error());
    leaf.add(file, std::move(*opened));
  }
  auto swap = open_cgroup_file_if_there(memory + "/memory.memsw.limit_in_bytes");
  if (!swap)
    return tl::unexpected<error>(swap.error());
  leaf.add(cgroup_file::memory_and_swap_limit, std::move(*swap));
  const auto oom = std::find(leaf.files.begin(), leaf.files.end(), cgroup_file::memory_oom);
  leaf.add(cgroup_file::oom_event,
           watch_for_oom(memory, leaf.fds[static_cast<size_t>(oom - leaf.files.begin())]));
  return leaf;
}

bool cgroup_v1::is_in_use(const std::string& name) const {
  return has_processes(pids_ + '/' + name);
}

} // namespace cordon::jail
