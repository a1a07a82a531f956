# Tries: to call by the numbers of the x32 table, which are others than those the filter names, and
# by numbers that are negative or all ones.
# Stopped by: the seccomp filter: x32 is death, the others answer ENOSYS.
import ctypes
import os

X32 = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)
NAMES = {"getpid": 39, "mount": 165, "unshare": 272, "socket": 41, "ptrace": 521, "execve": 520,
         "io_setup": 543, "ptrace, 64-bit": 101, "bpf": 321, "clone": 56}
for name, number in NAMES.items():
    for disguised in (number | X32, number | X32 | 0x80000000, -number, number | 0x7FFF0000):
        if os.fork() == 0:
            answer = libc.syscall(ctypes.c_long(disguised), 0, None, None, None, None)
            if answer >= 0:
                os.write(1, f"BREACH: {name} as {disguised:#x}: {answer}\n".encode())
            os._exit(0)
        os.wait()
