# Tries: to make a process whose parent is the runner, which does not know it, by CLONE_PARENT.
# Stopped by: seccomp, which kills for CLONE_PARENT.
# Expect: {"status": "failed", "error_type": "SecurityViolationError",
#          "details.violation_type": "forbidden_syscall"}
# Bare: yes
import ctypes
import os
import signal
import time

SYS_CLONE = 56
CLONE_PARENT = 0x8000
PR_SET_NAME = 15
libc = ctypes.CDLL(None, use_errno=True)
child = libc.syscall(SYS_CLONE, CLONE_PARENT | signal.SIGCHLD, 0, 0, 0, 0)
if child == 0:
    libc.prctl(PR_SET_NAME, context["marker"].encode())
    os.setsid()
    os.closerange(0, 10)
    time.sleep(5)
    os._exit(0)
print("BREACH: a child of the runner", child)
