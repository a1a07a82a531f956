# Tries: to be taken for ended while it runs on: the main thread alone leaves, the others stay.
# Stopped by: a pidfd that tells of the end of the last thread only, and the time limit.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}
import ctypes
import threading
import time

SYS_EXIT = 60


def stay():
    while True:
        time.sleep(0.01)


threading.Thread(target=stay, daemon=True).start()
ctypes.CDLL(None).syscall(SYS_EXIT, 0)
