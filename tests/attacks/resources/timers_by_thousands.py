# Tries: to bind the kernel's memory and its interrupts with timers that fire all the time at a
#        signal which nobody takes.
# Stopped by: RLIMIT_SIGPENDING and the memory cgroup; what is left ends with the process.
# Job: {"limits": {"timeout_seconds": 3}}
import ctypes
import signal
import time

SYS_TIMER_CREATE, SYS_TIMER_SETTIME = 222, 223
libc = ctypes.CDLL(None, use_errno=True)
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())


class Event(ctypes.Structure):
    _fields_ = [("value", ctypes.c_void_p), ("signo", ctypes.c_int), ("notify", ctypes.c_int),
                ("rest", ctypes.c_char * 48)]


event = Event(None, signal.SIGRTMIN, 0, b"")
often = (ctypes.c_long * 4)(0, 1000, 0, 1000)
made = 0
until = time.monotonic() + 1
while time.monotonic() < until:
    timer = ctypes.c_int()
    if libc.syscall(SYS_TIMER_CREATE, 1, ctypes.byref(event), ctypes.byref(timer)) != 0:
        break
    libc.syscall(SYS_TIMER_SETTIME, timer, 0, often, None)
    made += 1
print(made, "timers")
time.sleep(0.3)
