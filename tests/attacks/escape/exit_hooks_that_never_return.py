# Tries: to live on after its end: exit hooks, the end of threads, finalisers and the flush of
# stdout each wait for ever, and each signal is ignored.
# Stopped by: the limit of wall time covers all of it, and SIGKILL can't be ignored.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "error_type": "TimeoutError", "exit_code": 137, "success": false}
import atexit
import signal
import sys
import threading
import time


def wait(*_):
    while True:
        try:
            time.sleep(10)
        except BaseException:
            pass


class Stream:
    closed = False
    flush = write = wait


class Finaliser:
    __del__ = wait


for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
kept = Finaliser()
sys.stdout = Stream()
threading._shutdown = wait
atexit.register(wait)
