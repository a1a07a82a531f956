# Tries: to reap children of the runner and of the init, so that whoever waits for them waits for
#        ever: by id, by group, by descriptor, and those that tell nobody of their end.
# Stopped by: the kernel: a process waits for its own children only.
# Expect: {"status": "succeeded", "stdout": ""}
import ctypes
import os

WNOHANG, WEXITED, WALL, WCLONE, WNOTHREAD = 1, 4, 0x40000000, 0x80000000, 0x20000000
SYS_WAIT4, SYS_WAITID, SYS_PIDFD_OPEN = 61, 247, 434
libc = ctypes.CDLL(None, use_errno=True)
information = (ctypes.c_int * 32)()
for options in (WNOHANG, WNOHANG | WALL, WNOHANG | WCLONE, WNOHANG | WALL | WNOTHREAD):
    for pid in (-1, 0, 1, 3, os.getpid(), -os.getpgrp()):
        if libc.syscall(SYS_WAIT4, pid, None, ctypes.c_long(options), None) >= 0:
            print("BREACH: it waited for a foreign child of", pid)
    for kind, pid in ((0, 0), (1, 1), (1, os.getpid()), (2, 0), (3, None)):
        target = libc.syscall(SYS_PIDFD_OPEN, 1, 0) if pid is None else pid
        if libc.syscall(SYS_WAITID, kind, target, information, ctypes.c_long(options | WEXITED),
                        None) == 0:
            print("BREACH: it waited for a foreign child by", kind)
