// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"

#include "processes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <unistd.h>

namespace cordon::test {

namespace {

using json = nlohmann::json;

void check_ended_by(const json& result, int signal) {
  INFO(shown(result));
  CHECK(result["status"] == "failed");
  CHECK(result["error_type"] == "CodeExecutionError");
  CHECK(result["exit_code"] == 128 + signal);
}

constexpr auto load_libc = "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\n";

} // namespace

TEST_CASE("a program may end itself by a signal", "[signals]") {
  for (const int signal : {SIGKILL, SIGSEGV, SIGTERM, SIGABRT, SIGHUP, SIGALRM}) {
    const auto result = run_open("import os\nprint('x', flush=True)\nos.kill(os.getpid(), "
                                 + std::to_string(signal) + ")\nprint('y')");
    check_ended_by(result, signal);
    CHECK(result["stdout"] == "x\n");
  }
  const auto told = run_open("import os\nos.kill(os.getpid(), 9)");
  CHECK(told["error_message"] == "The program was ended by signal 9 (SIGKILL)");
}

TEST_CASE("a broken interpreter is the program's failure", "[signals]") {
  check_ended_by(run_open("import ctypes\nctypes.string_at(0)"), SIGSEGV);
  check_ended_by(run_open("import os\nos.abort()"), SIGABRT);
}

TEST_CASE("signals to all reach nobody outside", "[signals]") {
  check_ended_by(run_open("import os\nos.kill(0, 9)"), SIGKILL);
  const auto all = run_open("import os, signal\nsignal.signal(signal.SIGTERM, lambda *a: None)\n"
                            "try: os.kill(-1, 15)\nexcept OSError as e: print(e)\n"
                            "try: os.kill(1, 9)\nexcept OSError as e: print(e)\n"
                            "try: os.kill(os.getppid(), 9)\nexcept OSError as e: print(e)\n5");
  INFO(shown(all));
  CHECK((all["return_value"] == 5 || all["exit_code"] == 128 + SIGKILL));
  CHECK(run_open("6")["return_value"] == 6);
}

TEST_CASE("handlers and timers of signals work", "[signals]") {
  const auto result = run_default("import time\ntime.sleep(0.01)\n'slept'");
  CHECK(result["return_value"] == "slept");
  const auto interrupted = run_open("import os, signal\nos.kill(os.getpid(), signal.SIGINT)");
  CHECK(interrupted["exit_code"] == 128 + SIGINT);
  CHECK(interrupted["details"]["exception"] == "KeyboardInterrupt");
}

TEST_CASE("a daemon dies with its job", "[signals]") {
  const auto name = "daemon-" + std::to_string(getpid());
  const auto id = shared_pipeline().submit({{"profile", "open"}, {"code", R"(
import ctypes, os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(15, b')" + name + R"(', 0, 0, 0)
        for fd in range(3):
            os.close(fd)
        time.sleep(60)
    os._exit(0)
time.sleep(0.5)
)"}});
  CHECK(eventually([&] { return processes_named(name).size() == 1; }));
  const auto result = shared_pipeline().wait_for(id);
  CHECK(result["status"] == "succeeded");
  CHECK(processes_named(name).empty());
}

TEST_CASE("a child that keeps the streams open does not keep the job", "[signals]") {
  const auto result = run_open("import os, time\nif os.fork() == 0: time.sleep(60)\nprint('done')");
  CHECK(result["status"] == "succeeded");
  CHECK(result["stdout"] == "done\n");
  CHECK(result["execution_time_seconds"] < 30);
}

TEST_CASE("a call that no program may make kills it", "[signals]") {
  using std::pair;
  for (const auto& [call, name] :
       {pair{"libc.ptrace(0, 0, 0, 0)", "ptrace"},
        pair{"libc.mount(b'a', b'/tmp', b'tmpfs', 0, 0)", "mount"},
        pair{"libc.unshare(0x10000000)", "unshare"}, pair{"libc.setns(0, 0)", "setns"},
        pair{"libc.reboot(0)", "reboot"}, pair{"libc.syscall(321, 0, 0, 0)", "bpf"},
        pair{"libc.syscall(425, 8, 0)", "io_uring_setup"},
        pair{"libc.syscall(56, 0x10000011, 0, 0, 0, 0)", "clone"},
        pair{"libc.syscall(56, 0x20000011, 0, 0, 0, 0)", "clone"},
        pair{"libc.syscall(56, 0x00008011, 0, 0, 0, 0)", "clone"},
        pair{"libc.syscall(0x40000027)", "getpid (x32)"}}) {
    const auto result = run_open(load_libc + std::string(call) + "\nprint('survived')");
    INFO(call << shown(result));
    CHECK(result["status"] == "failed");
    CHECK(result["error_type"] == "SecurityViolationError");
    CHECK(result["details"]["violation_type"] == "forbidden_syscall");
    CHECK(result["details"]["syscall"] == name);
    CHECK(result["exit_code"] == 128 + SIGSYS);
    CHECK(result["stdout"] == "");
  }
}

TEST_CASE("clone3, which a runner makes, is unknown to its programs", "[signals]") {
  // A kernel that has it answers EINVAL: no arguments. glibc's threads fall back on clone.
  const auto result = run_open(R"(
import ctypes, threading
libc = ctypes.CDLL(None, use_errno=True)
said = []
def ask():
    said.append((libc.syscall(435, None, 0), ctypes.get_errno()))
thread = threading.Thread(target=ask)
thread.start()
thread.join()
ask()
print(said))");
  CHECK(result["stdout"] == "[(-1, 38), (-1, 38)]\n");
}

TEST_CASE("a call that no program may make is named where a thread makes it, too", "[signals]") {
  const auto result = run_open(std::string(load_libc) + R"(
import threading
maker = threading.Thread(target=lambda: libc.unshare(0x10000000))
maker.start()
maker.join()
print("survived"))");
  CHECK(result["details"]["syscall"] == "unshare");
  CHECK(result["stdout"] == "");
}

TEST_CASE("a child that makes such a call dies alone", "[signals]") {
  const auto result = run_open(std::string(load_libc) + R"(
import os
child = os.fork()
if child == 0:
    libc.ptrace(0, 0, 0, 0)
    os._exit(0)
print(os.WTERMSIG(os.waitpid(child, 0)[1])))");
  CHECK(result["status"] == "succeeded");
  CHECK(result["stdout"] == "9\n");
}

TEST_CASE("a program that sends itself SIGSYS has made no forbidden call", "[signals]") {
  const auto result = run_open("import os, signal\nos.kill(os.getpid(), signal.SIGSYS)");
  CHECK(result["error_type"] == "CodeExecutionError");
  CHECK(result["details"].empty());
}

TEST_CASE("what honest programs try and may not answers an errno", "[signals]") {
  const auto result = run_open(R"(
import os, socket, subprocess
def attempt(what, *arguments):
    try:
        what(*arguments)
        print(what.__name__, 'worked')
    except OSError as e:
        print(what.__name__, type(e).__name__, e.errno)
attempt(socket.create_connection, ('127.0.0.1', 80))
attempt(socket.socket, socket.AF_UNIX)
attempt(socket.socket, socket.AF_NETLINK, socket.SOCK_RAW)
attempt(socket.socketpair)
attempt(os.execv, '/usr/bin/python3', ['x'])
attempt(os.posix_spawn, '/bin/sh', ['sh'], {})
attempt(subprocess.run, ['ls'])
attempt(os.setuid, 0)
attempt(os.chown, '.', 0, 0)
attempt(os.chroot, '.')
attempt(os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(1))
)");
  INFO(shown(result));
  CHECK(result["status"] == "succeeded");
  CHECK(result["stdout"] == R"(create_connection PermissionError 13
socket PermissionError 13
socket PermissionError 13
socketpair worked
execv PermissionError 13
posix_spawn PermissionError 13
run PermissionError 13
setuid PermissionError 1
chown PermissionError 1
chroot PermissionError 1
sched_setscheduler PermissionError 1
)");
}

} // namespace cordon::test
