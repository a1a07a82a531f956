// SPDX-License-Identifier: Apache-2.0
#include "namespaces.hpp"

#include "io/unique_fd.hpp"

#include <cerrno>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

/// What a process sees of the machine.
constexpr int views = CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS;
constexpr const char* inner_id = "1000";
constexpr std::string_view host_name = "cordon";
constexpr std::string_view domain_name = "(none)"; ///< the kernel's own for none

expected<void> write_file(const char* path, const std::string& text) {
  io::unique_fd file(open(path, O_WRONLY | O_CLOEXEC));
  if (!file || write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    return system_failure("cannot write the id map", path, errno);
  return {};
}

expected<void> become(uint32_t host_uid) {
  if (setgroups(0, nullptr) != 0 || setresgid(host_uid, host_uid, host_uid) != 0
      || setresuid(host_uid, host_uid, host_uid) != 0)
    return system_failure("cannot become uid " + std::to_string(host_uid), "setresuid", errno);
  return {};
}

std::string map_to_inner(uint32_t outer) {
  return std::string(inner_id) + ' ' + std::to_string(outer) + " 1\n";
}

expected<void> write_id_maps(uint32_t uid, uint32_t gid) {
  // A change of user made /proc/self belong to root; being dumpable gives it back.
  if (prctl(PR_SET_DUMPABLE, 1) != 0)
    return system_failure("cannot become dumpable", "prctl", errno);
  if (auto r = write_file("/proc/self/setgroups", "deny"); !r)
    return r;
  if (auto r = write_file("/proc/self/uid_map", map_to_inner(uid)); !r)
    return r;
  return write_file("/proc/self/gid_map", map_to_inner(gid));
}

expected<void> name_host() {
  if (sethostname(host_name.data(), host_name.size()) != 0
      || setdomainname(domain_name.data(), domain_name.size()) != 0)
    return system_failure("cannot set the host name", "sethostname", errno);
  return {};
}

expected<void> enter_with_user_namespace(int others) {
  const auto uid = geteuid();
  const auto gid = getegid();
  if (unshare(CLONE_NEWUSER | others) != 0)
    return system_failure("cannot make namespaces (are unprivileged user namespaces allowed?)",
                          "unshare", errno);
  if (auto r = write_id_maps(uid, gid); !r)
    return r;
  return name_host();
}

} // namespace

expected<bool> enter_zygote_namespaces() {
  const auto yes = [] { return true; };
  if (geteuid() != 0)
    return enter_with_user_namespace(views).map(yes);
  // In a user namespace of its own, root could not give its children other users of the host.
  if (unshare(views) == 0)
    return name_host().map(yes);
  if (errno == EPERM)
    return false;
  return system_failure("cannot make namespaces", "unshare", errno);
}

expected<void> enter_namespaces(uint32_t host_uid) {
  if (host_uid != 0)
    if (auto r = become(host_uid); !r)
      return r;
  return enter_with_user_namespace(views | CLONE_NEWPID);
}

expected<void> signal_on_parents_death(int signal) {
  if (prctl(PR_SET_PDEATHSIG, signal) != 0)
    return system_failure("cannot tie this process to its parent", "prctl", errno);
  return {};
}

expected<void> renounce_new_privileges() {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return system_failure("cannot set no_new_privs", "prctl", errno);
  for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; ++capability)
    if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0)
      return system_failure("cannot drop a bounding capability", "prctl", errno);
  return {};
}

} // namespace cordon::runner
