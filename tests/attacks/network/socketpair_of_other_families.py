# Tries: to get a socket of another family by socketpair, which the filter lets pass for unix ones:
#     by family, by garbage in the upper half, by protocol.
# Stopped by: the seccomp filter, which compares the 32 bits that the kernel looks at.
import ctypes
import socket

SYS_SOCKETPAIR, AF_UNIX, SO_DOMAIN, SOL_SOCKET = 53, 1, 39, 1
UPPER_HALVES = (0, 1 << 32, 0xFFFFFFFF << 32, 1 << 63)
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.argtypes = [ctypes.c_long] + [ctypes.c_ulong] * 3 + [ctypes.c_void_p]
pair = (ctypes.c_int * 2)()
for family in range(46):
    for upper in UPPER_HALVES:
        for kind in (1, 2, 3, 5):
            if libc.syscall(SYS_SOCKETPAIR, upper | family, kind, 0, pair) != 0:
                continue
            for number in pair:
                with socket.socket(fileno=number) as one:
                    domain = one.getsockopt(SOL_SOCKET, SO_DOMAIN)
                    if family != AF_UNIX or domain != AF_UNIX:
                        print("BREACH a pair of family", family, "is of", domain)
