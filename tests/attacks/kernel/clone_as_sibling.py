# Tries: to give birth to a child of its parent, the runner, which then waits for it or leaves it.
# Stopped by: the program's seccomp filter: CLONE_PARENT is death.
# Expect: {"status": "failed", "error_type": "SecurityViolationError"}
import ctypes
import os
import time

CLONE, SIGCHLD, CLONE_PARENT, PR_SET_NAME = 56, 17, 0x8000, 15
libc = ctypes.CDLL(None, use_errno=True)
if libc.syscall(CLONE, CLONE_PARENT | SIGCHLD, None, None, None, None) == 0:
    os.write(1, b"BREACH: a child of the runner\n")
    libc.prctl(PR_SET_NAME, context["marker"].encode())
    time.sleep(10)
    os._exit(0)
