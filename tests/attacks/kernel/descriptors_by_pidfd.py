# Tries: to take descriptors out of pid 1 and of its parent: the worker's socket, secrets that are
# open there.
# Stopped by: the seccomp filter (EPERM), a pid 1 without descriptors, landlock.
# Bare: yes
import ctypes
import os

PIDFD_OPEN, PIDFD_GETFD = 434, 438
libc = ctypes.CDLL(None, use_errno=True)
for pid in (1, os.getppid() or 1, context["host_pid"]):
    pidfd = libc.syscall(PIDFD_OPEN, pid, 0)
    for number in range(20):
        taken = libc.syscall(PIDFD_GETFD, pidfd, number, 0)
        if taken >= 0:
            print(f"BREACH: descriptor {number} of {pid}")
            os.close(taken)
