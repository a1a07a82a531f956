# Tries: to collect its orphans itself, far from whoever ends the job, and so to keep one alive.
# Stopped by: the job's pid namespace; seccomp refuses PR_SET_CHILD_SUBREAPER.
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes
import os
import time

PR_SET_NAME, PR_SET_CHILD_SUBREAPER = 15, 36
libc = ctypes.CDLL(None, use_errno=True)
if os.fork() == 0:
    os.setsid()
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    libc.prctl(PR_SET_NAME, context["marker"].encode())
    for _ in range(3):
        if os.fork() == 0:
            if os.fork():
                os._exit(0)
            libc.prctl(PR_SET_NAME, context["marker"].encode())
            os.closerange(0, 10)
            time.sleep(10)
            os._exit(0)
    os.closerange(0, 10)
    time.sleep(10)
    os._exit(0)
time.sleep(0.3)
