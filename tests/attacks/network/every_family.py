# Tries: to make a socket of every address family and type, by Python and by the bare call with
#     garbage in the upper halves of its arguments.
# Stopped by: the seccomp filter: socket answers EACCES whatever its arguments are.
import ctypes
import socket

SYS_SOCKET = 41
CLOEXEC_NONBLOCK = 0o2004000
UPPER = 0xDEADBEEF00000000
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.argtypes = [ctypes.c_long] + [ctypes.c_ulong] * 3
for family in range(46):
    for kind in (1, 2, 3, 4, 5, 10):
        for protocol in (0, 1):
            try:
                socket.socket(family, kind, protocol).close()
                print("BREACH Python made a socket of family", family, kind, protocol)
            except OSError:
                pass
            for upper in (0, UPPER):
                made = libc.syscall(SYS_SOCKET, upper | family, upper | kind | CLOEXEC_NONBLOCK,
                                    upper | protocol)
                if made >= 0:
                    print("BREACH the call made a socket of family", family, kind, protocol)
                    libc.close(made)
