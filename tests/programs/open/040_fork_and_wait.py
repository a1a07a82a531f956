"""Forks children with every kind of ending and reads their wait statuses."""
import os
import signal
import sys


def child(action):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            action()
            os._exit(0)
        except SystemExit as e:
            os._exit(e.code if isinstance(e.code, int) else 1)
        except BaseException:
            os._exit(99)
    done, status = os.waitpid(pid, 0)
    assert done == pid
    return status


def describe(status):
    if os.WIFSIGNALED(status):
        return f"signal {signal.Signals(os.WTERMSIG(status)).name}"
    return f"exit {os.WEXITSTATUS(status)} ({os.waitstatus_to_exitcode(status)})"


def suicide(number):
    return lambda: os.kill(os.getpid(), number)


def speak():
    print("child says hello", flush=True)


data = {"n": 1}


def change():
    data["n"] = 2
    if data["n"] != 2:
        os._exit(50)


for name, action in {"clean": lambda: None, "exit 7": lambda: sys.exit(7), "exit text": lambda: sys.exit("text"), "error": lambda: 1 / 0, "code 256+3": lambda: os._exit(259), "speak": speak,
                     "change": change, "kill": suicide(signal.SIGKILL), "term": suicide(signal.SIGTERM), "usr1": suicide(signal.SIGUSR1), "alarm": lambda: (signal.setitimer(signal.ITIMER_REAL, 0.01), signal.pause())}.items():
    print(f"{name:10} {describe(child(action))}")
print("parent's copy untouched:", data)
sys.stdout.flush()
pids = []
for i in range(4):
    if (pid := os.fork()) == 0:
        os._exit(10 + i)
    pids.append(pid)
codes = {}
while pids:
    pid, status = os.wait()
    codes[pids.index(pid) if pid in pids else -1] = None
    pids.remove(pid)
    codes[os.waitstatus_to_exitcode(status)] = True
print(sorted(c for c in codes if c >= 10))
try:
    os.wait()
except ChildProcessError as e:
    print(e.strerror)
pid = os.fork()
if pid == 0:
    signal.pause()
    os._exit(0)
print("still running:", os.waitpid(pid, os.WNOHANG) == (0, 0))
os.kill(pid, signal.SIGSTOP)
_, status = os.waitpid(pid, os.WUNTRACED)
print("stopped:", os.WIFSTOPPED(status), os.WSTOPSIG(status) == signal.SIGSTOP)
os.kill(pid, signal.SIGCONT)
os.kill(pid, signal.SIGKILL)
_, status, usage = os.wait4(pid, 0)
print("killed:", describe(status), usage.ru_utime >= 0)
print("before a normal exit of a grandchild", flush=True)
if (pid := os.fork()) == 0:
    if (inner := os.fork()) == 0:
        print("grandchild", flush=True)
        os._exit(3)
    code = os.waitstatus_to_exitcode(os.waitpid(inner, 0)[1])
    print("child saw", code)
    sys.exit(code + 1)
print("parent saw", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
sys.exit(6)
