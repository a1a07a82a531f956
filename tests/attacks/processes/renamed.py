# Tries: to be overlooked, or to be taken for another, by the names it gives itself: the runner's,
#        none, one with control characters.
# Stopped by: a runner and a worker that know processes by descriptor, never by name.
# Expect: {"status": "succeeded"}
import ctypes
import os
import time

PR_SET_NAME = 15
libc = ctypes.CDLL(None)
for name in (b"cordon-runner", b"", b"\n)\xff( R 1 1 1", b"systemd", b"init",
             context["marker"].encode()):
    libc.prctl(PR_SET_NAME, name)
    if os.fork() == 0:
        os.setsid()
        for descriptor in range(4):
            os.close(descriptor)
        time.sleep(10)
time.sleep(0.2)
