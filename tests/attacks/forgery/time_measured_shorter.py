# Tries: to make its wall time look short: it leaves by its main thread's end while others run on,
#     and moves the clocks that it can.
# Stopped by: the runner, whose clock stops at the end of the whole process; clock_settime is
#     deadly.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}
import ctypes
import os
import threading
import time

SYS_EXIT, SYS_CLOCK_SETTIME, SYS_SETTIMEOFDAY = 60, 227, 164
libc = ctypes.CDLL(None)
for number in (SYS_CLOCK_SETTIME, SYS_SETTIMEOFDAY):
    if os.fork() == 0:
        libc.syscall(number, 0, 0)
        print("BREACH it came back", flush=True)
        os._exit(0)
    if os.wait()[1] != 31:
        print("BREACH the call did not kill", number)
threading.Thread(target=lambda: time.sleep(30)).start()
libc.syscall(SYS_EXIT, 0)
