# Tries: to set the machine's time and to slow it down.
# Stopped by: the seccomp filter (death), no capability.
# Bare: yes
import ctypes
import os

SETTIMEOFDAY, CLOCK_SETTIME, ADJTIMEX, CLOCK_ADJTIME = 164, 227, 159, 305
libc = ctypes.CDLL(None, use_errno=True)
nowhere = ctypes.create_string_buffer(256)  # modes 0: only ask
calls = {"adjtimex": (ADJTIMEX, nowhere), "clock_adjtime": (CLOCK_ADJTIME, 0, nowhere)}
if os.getpid() < 10:
    long_ago = (ctypes.c_long * 2)(1_000_000_000, 0)
    calls |= {"settimeofday": (SETTIMEOFDAY, long_ago, None),
              "clock_settime": (CLOCK_SETTIME, 0, long_ago),
              "clock_settime of the boot clock": (CLOCK_SETTIME, 7, long_ago)}
for name, call in calls.items():
    if os.fork() == 0:
        if libc.syscall(*call) >= 0:
            os.write(1, f"BREACH: {name}\n".encode())
        os._exit(0)
    os.wait()
