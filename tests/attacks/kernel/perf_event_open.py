# Tries: to count and sample the kernel and every process of the machine.
# Stopped by: the seccomp filter (death), no capability.
# Bare: yes
import ctypes
import os
import struct

PERF_EVENT_OPEN = 298
SOFTWARE, CPU_CLOCK, SIZE = 1, 0, 128
libc = ctypes.CDLL(None, use_errno=True)
attributes = struct.pack("<IIQ", SOFTWARE, SIZE, CPU_CLOCK).ljust(SIZE, b"\0")
for pid, cpu in ((0, -1), (-1, 0), (1, -1)):
    if os.fork() == 0:
        if libc.syscall(PERF_EVENT_OPEN, attributes, pid, cpu, -1, 0) >= 0:
            os.write(1, f"BREACH: counts pid {pid} on cpu {cpu}\n".encode())
        os._exit(0)
    os.wait()
