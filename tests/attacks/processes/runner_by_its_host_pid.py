# Tries: to signal a process of the host by its id there: by kill, tkill, tgkill, sigqueue and
#        by a look at it.
# Stopped by: a pid namespace, in which the host's ids name nobody.
# Expect: {"status": "succeeded", "stdout": ""}
# Bare: yes
import ctypes
import os
import resource

SYS_TKILL, SYS_TGKILL = 200, 234
SYS_SCHED_GETPARAM, SYS_GETPRIORITY, SYS_GETPGID = 143, 140, 121
libc = ctypes.CDLL(None, use_errno=True)
parameters = (ctypes.c_int * 8)()
for pid in (context["host_pid"], context["host_pid"] - 1, context["host_pid"] + 1):
    for call in ((SYS_TKILL, pid, 0), (SYS_TGKILL, pid, pid, 0), (SYS_GETPGID, pid),
                 (SYS_SCHED_GETPARAM, pid, parameters), (SYS_GETPRIORITY, 0, pid)):
        if libc.syscall(*call) >= 0:
            print("BREACH: call", call[0], "reaches process", pid)
    for attempt in (lambda: os.kill(pid, 0), lambda: resource.prlimit(pid, resource.RLIMIT_CORE)):
        try:
            attempt()
            print("BREACH: reaches process", pid)
        except (OSError, ValueError):
            pass
