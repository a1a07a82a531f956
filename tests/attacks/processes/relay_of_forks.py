# Tries: to outrun whoever kills it: each process lives for a moment and hands on to a child, so
#        that a list of ids is always out of date.
# Stopped by: the end of the pid namespace, in which no process can be made any more.
# Expect: {"status": "succeeded"}
import ctypes
import os
import signal
import time

PR_SET_NAME = 15
libc = ctypes.CDLL(None)
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        libc.prctl(PR_SET_NAME, context["marker"].encode())
        until = time.monotonic() + 8
        while time.monotonic() < until:
            try:
                if os.fork():
                    os._exit(0)
            except OSError:
                pass
        os._exit(0)
time.sleep(0.2)
