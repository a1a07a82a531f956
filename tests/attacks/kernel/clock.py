# Tries: to set the machine's time and to slow it down.
# Stopped by: the seccomp filter (death), no capability.
# With: deadly_calls
# Bare: yes
import ctypes
import os

SETTIMEOFDAY, CLOCK_SETTIME, ADJTIMEX, CLOCK_ADJTIME = 164, 227, 159, 305
nowhere = ctypes.create_string_buffer(256)  # modes 0: only ask
calls = {"adjtimex": (ADJTIMEX, nowhere), "clock_adjtime": (CLOCK_ADJTIME, 0, nowhere)}
if os.getpid() < 10:
    long_ago = (ctypes.c_long * 2)(1_000_000_000, 0)
    calls |= {"settimeofday": (SETTIMEOFDAY, long_ago, None),
              "clock_settime": (CLOCK_SETTIME, 0, long_ago),
              "clock_settime of the boot clock": (CLOCK_SETTIME, 7, long_ago)}
try_each(calls)
