# Tries: to reach other processes by descriptors of their ids, and to take their open files.
# Stopped by: a pid namespace that holds nobody else; seccomp refuses pidfd_getfd.
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes
import os

SYS_PIDFD_OPEN, SYS_PIDFD_GETFD = 434, 438
libc = ctypes.CDLL(None, use_errno=True)
for pid in (*range(1, 60), context["host_pid"]):
    handle = libc.syscall(SYS_PIDFD_OPEN, pid, 0)
    if handle < 0 or pid == os.getpid():
        continue
    if pid > 3:
        print("BREACH: a descriptor of process", pid)
    for number in range(10):
        if libc.syscall(SYS_PIDFD_GETFD, handle, number, 0) >= 0:
            print("BREACH: file", number, "of process", pid)
    os.close(handle)
