# Tries: to pass namespaces, a cgroup and a chosen pid to clone3, whose flags lie in memory that
# seccomp can't read.
# Stopped by: the seccomp filter: clone3 answers ENOSYS.
# Bare: yes
import ctypes
import os
import struct

CLONE3, SIGCHLD = 435, 17
NEWUSER, NEWNS, NEWPID, NEWTIME = 0x10000000, 0x20000, 0x20000000, 0x80
PARENT, INTO_CGROUP = 0x8000, 0x200000000
libc = ctypes.CDLL(None, use_errno=True)
tid = ctypes.c_int(4000)
for flags in (0, NEWUSER, NEWUSER | NEWNS, NEWPID, NEWTIME, PARENT, INTO_CGROUP):
    for set_tid in (0, 1):
        if os.fork() == 0:
            arguments = struct.pack("<11Q", flags, 0, 0, 0, SIGCHLD * (flags != PARENT), 0, 0, 0,
                                    ctypes.addressof(tid) * set_tid, set_tid, 0)
            if libc.syscall(CLONE3, arguments, ctypes.c_long(len(arguments))) == 0:
                os.write(1, f"BREACH: clone3 with {flags:#x}\n".encode())
            os._exit(0)
        os.wait()
