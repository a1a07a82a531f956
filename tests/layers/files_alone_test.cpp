// SPDX-License-Identifier: Apache-2.0
#include "landlock.hpp"
#include "layer.hpp"
#include "temporary_folder.hpp"

#include <arpa/inet.h>
#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cordon::layers {

namespace {

constexpr uint32_t nobodys_uid = 1'600'000'001;
constexpr int abi_of_tcp = 4;
constexpr int abi_of_scopes = 6;

/// A host's file that a program is not to touch, and folders that are its own.
class host {
public:
  host() {
    chmod((folder_ / ".").c_str(), 0755);
    audit::write_file(canary(), "secret");
    for (const auto& one : own())
      mkdir(one.c_str(), 0777);
  }

  std::string canary() const { return folder_ / "canary"; }
  std::string in(const char* name) const { return folder_ / name; }
  std::array<std::string, 3> own() const {
    return {folder_ / "work", folder_ / "shm", folder_ / "tmp"};
  }

private:
  audit::temporary_folder folder_;
};

step open_file(std::string path, int flags) {
  return [path = std::move(path), flags] {
    return errno_unless(open(path.c_str(), flags, 0600) >= 0);
  };
}

bool is_root() {
  return geteuid() == 0;
}

/// A TCP listener on loopback.
class listener {
public:
  listener() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address_;
    bind(socket_, reinterpret_cast<sockaddr*>(&address_), size);
    listen(socket_, 16);
    getsockname(socket_, reinterpret_cast<sockaddr*>(&address_), &size);
  }
  ~listener() { close(socket_); }
  listener(const listener&) = delete;
  listener& operator=(const listener&) = delete;

  step connect() const {
    return [address = address_] {
      const int client = socket(AF_INET, SOCK_STREAM, 0);
      return errno_unless(
          ::connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    };
  }

private:
  int socket_;
  sockaddr_in address_{};
};

} // namespace

TEST_CASE("landlock alone stops writing and running the host's files", "[layers][landlock]") {
  if (runner::landlock_abi() == 0)
    SKIP("this kernel has no landlock");
  const host host;
  const auto alone = landlock(host.own());
  const std::pair<const char*, step> attacks[] = {
      {"write", open_file(host.canary(), O_WRONLY)},
      {"append", open_file(host.canary(), O_WRONLY | O_APPEND)},
      {"make a file", open_file(host.in("made"), O_WRONLY | O_CREAT)},
      {"make a folder", [&] { return errno_unless(mkdir(host.in("folder").c_str(), 0755) == 0); }},
      {"link", [&] { return errno_unless(symlink("/", host.in("link").c_str()) == 0); }},
      {"remove", [&] { return errno_unless(unlink(host.in("removed").c_str()) == 0); }},
      {"run", [] { return errno_unless(execl("/bin/true", "true", nullptr) == 0); }},
  };
  audit::write_file(host.in("removed"), "");
  for (const auto& [name, attack] : attacks) {
    INFO(name);
    CHECK(attempt(attack, alone) == "EACCES");
    CHECK(attempt(attack) == "got it");
  }
  CHECK(attempt(open_file(host.own()[0] + "/a", O_WRONLY | O_CREAT), alone) == "got it");
}

TEST_CASE("landlock alone stops connections, signals and abstract sockets", "[layers][landlock]") {
  const auto abi = runner::landlock_abi();
  if (abi < abi_of_tcp)
    SKIP("this kernel's landlock knows files alone");
  const host host;
  const auto alone = landlock(host.own());
  const listener tcp;
  CHECK(attempt(tcp.connect()) == "got it");
  CHECK(attempt(tcp.connect(), alone) == "EACCES");
  if (abi < abi_of_scopes)
    return;
  const step signal_parent = [parent = getpid()] { return errno_unless(kill(parent, 0) == 0); };
  CHECK(attempt(signal_parent) == "got it");
  CHECK(attempt(signal_parent, alone) == "EPERM");
}

TEST_CASE("the mount namespace with its minimal root alone hides the host", "[layers][mounts]") {
  const host host;
  const auto alone = minimal_root();
  const step read = open_file(host.canary(), O_RDONLY);
  CHECK(attempt(read) == "got it");
  CHECK(attempt(read, alone) == "ENOENT");
  for (const char* path : {"/proc/1/status", "/sys/kernel", "/bin/sh", "/root", "/var/tmp"}) {
    INFO(path);
    const step look = [path] { return errno_unless(access(path, F_OK) == 0); };
    CHECK(attempt(look) == "got it");
    CHECK(attempt(look, alone) == "ENOENT");
  }
  if (!is_root())
    return; // who may not write there proves nothing
  const step write_library = open_file("/usr/lib/python3", O_WRONLY | O_TMPFILE);
  CHECK(attempt(write_library) == "got it");
  CHECK(attempt(write_library, alone) == "EROFS");
  const step make_at_root = open_file("/cordon-layers-made", O_WRONLY | O_CREAT);
  CHECK(attempt(make_at_root, alone) == "EROFS");
}

TEST_CASE("the slot's host user alone keeps others' files and processes", "[layers][user]") {
  if (!is_root())
    SKIP("only root can become another user");
  const host host;
  chmod(host.canary().c_str(), 0600);
  const auto alone = host_user(nobodys_uid);
  const std::pair<step, const char*> attacks[] = {
      {open_file(host.canary(), O_RDONLY), "EACCES"},
      {open_file(host.in("made"), O_WRONLY | O_CREAT), "EACCES"},
      {[] { return errno_unless(kill(getppid(), 0) == 0); }, "EPERM"},
      {[] { return errno_unless(setuid(0) == 0); }, "EPERM"},
      {[] { return errno_unless(chroot("/") == 0); }, "EPERM"},
  };
  for (const auto& [attack, stopped_by] : attacks) {
    CHECK(attempt(attack) == "got it");
    CHECK(attempt(attack, alone) == stopped_by);
  }
}

TEST_CASE("without capabilities root's own privileges are gone", "[layers][capabilities]") {
  if (!is_root())
    SKIP("only root has capabilities to lose");
  const host host;
  chown(host.canary().c_str(), nobodys_uid, nobodys_uid);
  chmod(host.canary().c_str(), 0600);
  const std::pair<step, const char*> attacks[] = {
      {open_file(host.canary(), O_RDONLY), "EACCES"},
      {[] { return errno_unless(chroot("/") == 0); }, "EPERM"},
      {[] { return errno_unless(unshare(CLONE_NEWNS) == 0); }, "EPERM"},
      {[] { return errno_unless(setuid(nobodys_uid) == 0); }, "EPERM"},
  };
  for (const auto& [attack, stopped_by] : attacks) {
    CHECK(attempt(attack) == "got it");
    CHECK(attempt(attack, no_capabilities()) == stopped_by);
  }
}

TEST_CASE("an empty network namespace alone reaches no listener of the host",
          "[layers][namespaces]") {
  const listener tcp;
  CHECK(attempt(tcp.connect()) == "got it");
  CHECK(attempt(tcp.connect(), namespaces(CLONE_NEWNET | (is_root() ? 0 : CLONE_NEWUSER)))
        == "ENETUNREACH");
}

} // namespace cordon::layers
