# Tries: to take the processor from others: a better priority, a real-time scheduler, an I/O class.
# Stopped by: RLIMIT_NICE and RLIMIT_RTPRIO of 0; seccomp refuses other schedulers.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
# Bare: yes
import ctypes
import os

SYS_SCHED_SETATTR, SYS_IOPRIO_SET = 314, 251
libc = ctypes.CDLL(None, use_errno=True)
attributes = (ctypes.c_uint32 * 12)(48, 1)
attributes[5] = 1
for attempt in (lambda: os.nice(-1), lambda: os.setpriority(os.PRIO_PROCESS, 0, -20),
                lambda: os.setpriority(os.PRIO_USER, os.getuid(), -20) if os.getuid() else 1 / 0,
                lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
                lambda: os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1)),
                lambda: 1 / (libc.syscall(SYS_SCHED_SETATTR, 0, attributes, 0) == 0),
                lambda: 1 / (libc.syscall(SYS_IOPRIO_SET, 1, 0, 1 << 13) == 0)):
    try:
        attempt()
        print("BREACH: it is ahead of others")
    except (OSError, ZeroDivisionError):
        pass
print("ended")
