# Tries: to leave a process behind that has a session and a parent of its own.
# Stopped by: the job's pid namespace, which ends before the result is published.
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes
import os
import time

PR_SET_NAME = 15

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(PR_SET_NAME, context["marker"].encode())
        for descriptor in range(3):
            os.close(descriptor)
        time.sleep(15)
    os._exit(0)
time.sleep(0.3)
