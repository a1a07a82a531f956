// SPDX-License-Identifier: Apache-2.0
#include "layer_mending.hpp"

#include <filesystem>
#include <fstream>
#include <linux/magic.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace cordon::workers {

namespace {

std::optional<std::string> first_line(const char* path) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line))
    return std::nullopt;
  return line;
}

std::string for_user(const machine_facts& machine, const std::string& command) {
  return (machine.is_root ? "" : "sudo ") + command;
}

std::string sysctl(const machine_facts& machine, const std::string& setting) {
  return for_user(machine, "sysctl -w " + setting)
         + " (and the same line in /etc/sysctl.d/ to keep " + "it)";
}

std::string mend_namespaces(const machine_facts& machine) {
  if (machine.max_user_namespaces == "0")
    return sysctl(machine, "user.max_user_namespaces=15000");
  if (machine.unprivileged_userns_clone == "0" && !machine.is_root)
    return sysctl(machine, "kernel.unprivileged_userns_clone=1");
  if (machine.apparmor_restrict_userns == "1" && !machine.is_root)
    return sysctl(machine, "kernel.apparmor_restrict_unprivileged_userns=0");
  if (!machine.max_user_namespaces)
    return "boot a kernel with CONFIG_USER_NS; this is " + machine.kernel;
  return "the kernel's settings allow namespaces, so what cordon runs in refuses them: for a "
         "container, docker run --security-opt seccomp=unconfined --security-opt "
         "systempaths=unconfined, or a seccomp profile that allows clone, unshare and mount";
}

std::string mend_landlock(const machine_facts& machine) {
  if (machine.lsm && machine.lsm->find("landlock") == std::string::npos)
    return "put lsm=landlock," + *machine.lsm
           + " into GRUB_CMDLINE_LINUX of /etc/default/grub, then "
           + for_user(machine, "update-grub") + " and boot again (needs Linux 5.13 or newer with "
           + "CONFIG_SECURITY_LANDLOCK; this is " + machine.kernel + ")";
  if (machine.lsm)
    return "landlock is on, so what cordon runs in refuses its calls: let the container's seccomp "
           "profile allow landlock_create_ruleset, landlock_add_rule and landlock_restrict_self";
  return "boot Linux 5.13 or newer with CONFIG_SECURITY_LANDLOCK and landlock in lsm= on its "
         "command line; this is "
         + machine.kernel;
}

std::string mend_cgroup(const machine_facts& machine) {
  if (machine.has_cgroup2 && machine.has_systemd)
    return machine.is_root ? "systemd-run --scope -p Delegate=yes cordon …, or Delegate=yes in "
                             "the service that starts it"
                           : "systemd-run --user --scope -p Delegate=yes cordon …, or Delegate=yes "
                             "in the service that starts it";
  if (machine.has_cgroup2)
    return "start cordon alone in a cgroup that its user may write to, with the controllers memory "
           "and pids in the cgroup.subtree_control of the one above: echo '+memory +pids' > "
           "/sys/fs/cgroup/cgroup.subtree_control";
  if (machine.has_cgroup1)
    return machine.is_root ? "mount the controllers memory and pids writably: mount -o remount,rw "
                             "/sys/fs/cgroup/memory, and pids likewise"
                           : "start cordon as root (sudo cordon …): these are cgroups of version "
                             "1, which only root may make";
  return for_user(machine, "mount -t cgroup2 none /sys/fs/cgroup") + ": no cgroups are mounted";
}

} // namespace

machine_facts look_at_machine() {
  machine_facts machine;
  machine.is_root = geteuid() == 0;
  utsname names{};
  if (uname(&names) == 0)
    machine.kernel = names.release;
  machine.max_user_namespaces = first_line("/proc/sys/user/max_user_namespaces");
  machine.unprivileged_userns_clone = first_line("/proc/sys/kernel/unprivileged_userns_clone");
  machine.apparmor_restrict_userns =
      first_line("/proc/sys/kernel/apparmor_restrict_unprivileged_userns");
  machine.lsm = first_line("/sys/kernel/security/lsm");
  struct statfs mounted {};
  machine.has_cgroup2 =
      statfs("/sys/fs/cgroup", &mounted) == 0 && mounted.f_type == CGROUP2_SUPER_MAGIC;
  std::error_code ignored;
  machine.has_cgroup1 =
      !machine.has_cgroup2 && std::filesystem::is_directory("/sys/fs/cgroup/memory", ignored);
  machine.has_systemd = std::filesystem::is_directory("/run/systemd/system", ignored);
  return machine;
}

bool refuses_namespaces(const machine_facts& machine) {
  return machine.max_user_namespaces == "0"
         || (!machine.is_root
             && (machine.unprivileged_userns_clone == "0"
                 || machine.apparmor_restrict_userns == "1"));
}

std::string mending_of(std::string_view layer, const machine_facts& machine) {
  if (layer == "landlock")
    return mend_landlock(machine);
  if (layer == "cgroup")
    return mend_cgroup(machine);
  if (layer == "seccomp")
    return "boot a kernel with CONFIG_SECCOMP_FILTER; this is " + machine.kernel;
  return mend_namespaces(machine);
}

} // namespace cordon::workers
