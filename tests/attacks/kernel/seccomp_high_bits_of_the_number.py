# Tries: to hide a forbidden call behind bits that the kernel drops from the number or from an int
# argument, while a filter might compare all 64.
# Stopped by: the seccomp filter, which compares what the kernel uses.
# Bare: yes
import ctypes
import os

UNSHARE, PRCTL, IOCTL, SOCKETPAIR, MEMFD_CREATE = 272, 157, 16, 53, 319
PR_SET_SECUREBITS, TIOCSTI, NEWUSER, HUGETLB, AF_INET = 28, 0x5412, 0x10000000, 4, 2
libc = ctypes.CDLL(None, use_errno=True)
for high in (1 << 32, 1 << 63, 0xFFFFFFFF << 32):
    pair = (ctypes.c_int * 2)()
    calls = {
        "unshare": (UNSHARE | high, NEWUSER, 0, 0),
        "unshare's flags": (UNSHARE, NEWUSER | high, 0, 0),
        "prctl": (PRCTL, PR_SET_SECUREBITS | high, 0, 0),
        "socketpair": (SOCKETPAIR, AF_INET | high, 1, 0, ctypes.addressof(pair)),
        "huge memfd": (MEMFD_CREATE, 0x200000 + id(b"\0"), HUGETLB | high),
        "ioctl": (IOCTL, 0, TIOCSTI | high, id(b"x") + 32),
    }
    for name, call in calls.items():
        if os.fork() == 0:
            if libc.syscall(*(ctypes.c_ulong(value) for value in call)) >= 0:
                os.write(1, f"BREACH: {name} with {high:#x}\n".encode())
            os._exit(0)
        os.wait()
