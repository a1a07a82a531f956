# Tries: to take the processor from everybody else: real-time and deadline classes, a better nice
# value, real-time input and output, limits that allow it.
# Stopped by: the seccomp filter (EPERM), no capability.
# Bare: yes
import ctypes
import os
import resource
import struct

SETSCHEDULER, SETPARAM, SETATTR, IOPRIO_SET = 144, 142, 314, 251
FIFO, ROUND_ROBIN, DEADLINE, RT_CLASS = 1, 2, 6, 1 << 13
libc = ctypes.CDLL(None, use_errno=True)
deadline = struct.pack("<IIQiIQQQ", 48, DEADLINE, 0, 0, 0, 1_000_000, 10_000_000, 10_000_000)
one = ctypes.c_int(1)
attempts = {
    "fifo": lambda: libc.syscall(SETSCHEDULER, 0, FIFO, ctypes.byref(one)),
    "round robin": lambda: libc.syscall(SETSCHEDULER, 0, ROUND_ROBIN, ctypes.byref(one)),
    "parameters": lambda: libc.syscall(SETPARAM, 0, ctypes.byref(ctypes.c_int(0))),
    "deadline": lambda: libc.syscall(SETATTR, 0, deadline, 0),
    "best nice": lambda: libc.setpriority(0, 0, -20),
    "nice of all of the user": lambda: libc.setpriority(2, 0, -5) if os.getpid() < 10 else -1,
    "ioprio": lambda: libc.syscall(IOPRIO_SET, 1, 0, RT_CLASS),
}
for name, attempt in attempts.items():
    if os.fork() == 0:
        if attempt() == 0:
            os.write(1, f"BREACH: {name}\n".encode())
        os._exit(0)
    os.wait()
for limit in (resource.RLIMIT_RTPRIO, resource.RLIMIT_NICE, resource.RLIMIT_NPROC,
              resource.RLIMIT_FSIZE, resource.RLIMIT_CPU, resource.RLIMIT_NOFILE):
    try:
        hard = resource.getrlimit(limit)[1]
        if hard >= 0:
            resource.setrlimit(limit, (hard + 1, hard + 1))
            print("BREACH: raised the limit", limit)
    except (OSError, ValueError) as refusal:
        print(limit, refusal)
