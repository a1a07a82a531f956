# Tries: to make a namespace of each kind, where it would have every capability.
# Stopped by: the program's seccomp filter (death).
# Bare: yes
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
FLAGS = {"time": 0x80, "mount": 0x20000, "cgroup": 0x02000000, "uts": 0x04000000,
         "ipc": 0x08000000, "user": 0x10000000, "pid": 0x20000000, "net": 0x40000000,
         "user and mount": 0x10020000, "system V undo": 0x40000}
for name, flags in FLAGS.items():
    if os.fork() == 0:
        if libc.unshare(flags) == 0:
            os.write(1, f"BREACH: unshared {name}\n".encode())
        os._exit(0)
    os.wait()
