// SPDX-License-Identifier: Apache-2.0
#include "root_filesystem.hpp"

#include "io/unique_fd.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace cordon::runner {

namespace {

namespace fs = std::filesystem;

/// The new root is put together over this folder, which every system has.
constexpr const char* assembly = "/tmp";

/// Folders of the host that the interpreter and its modules read. Those that a machine lacks are
/// left out.
constexpr std::array host_folders = {
    "/usr/lib/python3",
    "/usr/lib/python" CORDON_PYTHON_VERSION,
    "/usr/local/lib/python" CORDON_PYTHON_VERSION,
    "/usr/lib/" CORDON_MULTIARCH,
    "/usr/lib/locale",
    "/usr/share/zoneinfo",
    "/usr/share/matplotlib",
    "/usr/share/fonts",
    "/usr/share/javascript",
    "/etc/fonts",
    "/etc/python" CORDON_PYTHON_VERSION,
};

/// Where TLS looks for the certificates that it trusts; no folder with keys is among them.
constexpr std::array certificate_folders = {
    "/etc/ssl/certs",
    "/usr/lib/ssl",
    "/usr/share/ca-certificates",
    "/usr/local/share/ca-certificates",
};

/// Files of the host that modules read; a machine may lack them. Copied, as a mount would be copied
/// for every job.
constexpr std::array host_files = {"/etc/matplotlibrc"};

constexpr std::array devices = {"null", "zero", "full", "random", "urandom"};

expected<void> mount_or_fail(const char* source, const std::string& target, const char* type,
                             unsigned long flags, const char* options) {
  if (mount(source, target.c_str(), type, flags, options) != 0)
    return system_failure("cannot mount " + std::string(source ? source : "?"), target, errno);
  return {};
}

/// Read-only, without set-uid, and without devices unless `device`, for a mount and all below it.
expected<void> restrict_mount(const std::string& path, bool device) {
  mount_attr attributes{};
  attributes.attr_set =
      MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | (device ? MOUNT_ATTR_NOEXEC : MOUNT_ATTR_NODEV);
  if (mount_setattr(AT_FDCWD, path.c_str(), AT_RECURSIVE, &attributes, sizeof attributes) != 0)
    return system_failure("cannot make the mount read-only", path, errno);
  return {};
}

expected<void> show_folder(const std::string& folder) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored))
    return {};
  const auto target = assembly + folder;
  fs::create_directories(target, ignored);
  if (auto r = mount_or_fail(folder.c_str(), target, nullptr, MS_BIND | MS_REC, nullptr); !r)
    return r;
  return restrict_mount(target, false);
}

expected<void> touch(const std::string& path, const std::string& text) {
  io::unique_fd file(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
  if (!file || write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    return system_failure("cannot make the file", path, errno);
  return {};
}

expected<void> show_device(const std::string& name) {
  const auto target = std::string(assembly) + "/dev/" + name;
  if (auto r = touch(target, ""); !r)
    return r;
  if (auto r = mount_or_fail(("/dev/" + name).c_str(), target, nullptr, MS_BIND, nullptr); !r)
    return r;
  return restrict_mount(target, true);
}

/// Debian's libraries of which several packages have one (libblas.so.3, which numpy wants) are
/// found by way of links in this folder. Only those to libraries are shown: the rest tells what
/// else the host has.
expected<void> show_library_choices() {
  const std::string folder = "/etc/alternatives";
  std::error_code ignored;
  fs::create_directories(assembly + folder, ignored);
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const auto name = entry.path().filename().string();
    if (!name.starts_with("lib") || name.find(".so") == std::string::npos)
      continue;
    const auto target = fs::read_symlink(entry.path(), ignored).string();
    const auto path = assembly + entry.path().string();
    if (!target.empty() && symlink(target.c_str(), path.c_str()) != 0)
      return system_failure("cannot make a link", path, errno);
  }
  return {};
}

expected<void> copy_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return {};
  std::ostringstream text;
  text << file.rdbuf();
  return touch(assembly + path, text.str());
}

/// Folders, links and the few files that programs expect of a system.
expected<void> furnish() {
  const std::string root = assembly;
  for (const char* folder : {"/usr/lib", "/dev", "/etc", "/job", "/tmp", "/home"}) {
    std::error_code failed;
    fs::create_directories(root + folder, failed);
    if (failed)
      return fail(errc::system, "cannot make the folder: " + failed.message(), folder);
  }
  // /dev/shm is a link, not a mount: each mount would be copied for every job.
  if (symlink("usr/lib", (root + "/lib").c_str()) != 0
      || symlink("../job/shm", (root + "/dev/shm").c_str()) != 0)
    return system_failure("cannot make a link", "symlink", errno);
  if (auto r = show_library_choices(); !r)
    return r;
  for (const char* file : host_files)
    if (auto r = copy_file(file); !r)
      return r;
  if (auto r = touch(root + "/etc/passwd", "cordon:x:1000:1000::/tmp:/usr/sbin/nologin\n"); !r)
    return r;
  return touch(root + "/etc/group", "cordon:x:1000:\n");
}

expected<void> show_certificates() {
  for (const char* folder : certificate_folders)
    if (auto r = show_folder(folder); !r)
      return r;
  return {};
}

expected<void> furnish_for_network(const std::string& hosts) {
  const std::string root = assembly;
  if (auto r = touch(root + "/etc/hosts", hosts); !r)
    return r;
  if (auto r = touch(root + "/etc/nsswitch.conf", "hosts: files\n"); !r)
    return r;
  return show_certificates();
}

/// What its children need to put together a root of their own.
expected<void> furnish_for_zygote() {
  const auto processes = std::string(assembly) + "/proc";
  if (mkdir(processes.c_str(), 0755) != 0)
    return system_failure("cannot make the folder", processes, errno);
  if (auto r = mount_or_fail("/proc", processes, nullptr, MS_BIND | MS_REC, nullptr); !r)
    return r;
  return show_certificates();
}

expected<void> show_packages(const std::string& packages) {
  std::error_code ignored;
  if (!fs::is_directory(packages, ignored))
    return fail(errc::not_found,
                "the folder of the profile's packages is not there (below " + std::string(assembly)
                    + " it cannot be)",
                packages);
  return show_folder(packages);
}

/// pivot_root(2), "pivot_root(".", ".")": no folder for the old root is needed.
expected<void> pivot() {
  if (chdir(assembly) != 0 || syscall(SYS_pivot_root, ".", ".") != 0)
    return system_failure("cannot change the root", "pivot_root", errno);
  if (umount2(".", MNT_DETACH) != 0 || chdir("/") != 0)
    return system_failure("cannot leave the old root", "umount", errno);
  return {};
}

} // namespace

expected<void> enter_minimal_root(const root_contents& contents) {
  if (auto r = mount_or_fail(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr); !r)
    return r;
  if (auto r = mount_or_fail("tmpfs", assembly, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755,size=1m");
      !r)
    return r;
  if (auto r = furnish(); !r)
    return r;
  if (contents.hosts)
    if (auto r = furnish_for_network(*contents.hosts); !r)
      return r;
  if (contents.is_zygotes)
    if (auto r = furnish_for_zygote(); !r)
      return r;
  for (const char* folder : host_folders)
    if (auto r = show_folder(folder); !r)
      return r;
  if (!contents.packages.empty())
    if (auto r = show_packages(contents.packages); !r)
      return r;
  for (const char* device : devices)
    if (auto r = show_device(device); !r)
      return r;
  if (auto r = pivot(); !r)
    return r;
  mount_attr read_only{};
  read_only.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID;
  if (mount_setattr(AT_FDCWD, "/", 0, &read_only, sizeof read_only) != 0)
    return system_failure("cannot make the root read-only", "/", errno);
  return {};
}

} // namespace cordon::runner
