# Tries: to leave processes behind that are made while it is ending: in atexit, in __del__, by a
#        signal's handler, by a thread that still runs when the main one leaves.
# Stopped by: the end of the pid namespace once the main process has ended, however that came.
# Expect: {"status": "failed", "exit_code": 7}
# Bare: yes
import atexit
import ctypes
import os
import signal
import threading
import time

PR_SET_NAME = 15


def daemon(*_):
    if os.fork() == 0:
        os.setsid()
        ctypes.CDLL(None).prctl(PR_SET_NAME, context["marker"].encode())
        os.closerange(0, 10)
        time.sleep(10)
        os._exit(0)


class Heir:
    __del__ = daemon


heir = Heir()
atexit.register(daemon)
signal.signal(signal.SIGALRM, daemon)
signal.setitimer(signal.ITIMER_REAL, 0.05)
threading.Thread(target=lambda: (time.sleep(0.1), daemon(), os._exit(7)), daemon=True).start()
time.sleep(1)
