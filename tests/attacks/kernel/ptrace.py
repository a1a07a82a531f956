# Tries: to trace its parent, pid 1 and a child of its own, and to be traced.
# Stopped by: the seccomp filter (death), landlock, no capability.
# Bare: yes
import ctypes
import os
import signal
import time

PTRACE_TRACEME, PTRACE_ATTACH, PTRACE_SEIZE = 0, 16, 0x4206
libc = ctypes.CDLL(None, use_errno=True)
victim = os.fork()
if victim == 0:
    time.sleep(3)
    os._exit(0)


def attempt(request, pid):
    if os.fork() == 0:
        libc.ptrace.restype = ctypes.c_long
        if libc.ptrace(request, pid, None, None) != -1:
            os.write(1, f"BREACH: ptrace {request:#x} of {pid}\n".encode())
        os._exit(0)
    os.wait()


for pid in {victim, 1, os.getppid()} - {0} if os.getpid() < 10 else {victim}:
    attempt(PTRACE_ATTACH, pid)
    attempt(PTRACE_SEIZE, pid)
attempt(PTRACE_TRACEME, 0)
os.kill(victim, signal.SIGKILL)
