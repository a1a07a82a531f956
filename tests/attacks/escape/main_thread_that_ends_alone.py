# Tries: to have the main thread end while another goes on, so that the job looks finished and the
# program lives.
# Stopped by: a pidfd tells the end of all threads; the limit of wall time; SIGKILL.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}
import ctypes
import threading
import time

EXIT, PR_SET_NAME = 60, 15
libc = ctypes.CDLL(None)


def survive():
    libc.prctl(PR_SET_NAME, context["marker"].encode())
    while True:
        time.sleep(0.1)


threading.Thread(target=survive, daemon=True).start()
libc.prctl(PR_SET_NAME, context["marker"].encode())
libc.syscall(EXIT, 0)
