# Tries: to begin a process in namespaces of its own, kind by kind and with flags that look like
# those of a thread or of a plain fork.
# Stopped by: the seccomp filters, which look at the flags of clone.
# Bare: yes
import ctypes
import os

CLONE, SIGCHLD = 56, 17
libc = ctypes.CDLL(None, use_errno=True)
KINDS = (0x20000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000)
DISGUISES = (SIGCHLD, 0, SIGCHLD | 0x4000, SIGCHLD | 0x100000000)  # VFORK; above 32 bits
for kind in KINDS:
    for disguise in DISGUISES:
        if os.fork() == 0:
            born = libc.syscall(CLONE, ctypes.c_ulong(kind | disguise), None, None, None, None)
            if born == 0:
                os.write(1, f"BREACH: clone with {kind | disguise:#x}\n".encode())
            os._exit(0)
        os.wait()
