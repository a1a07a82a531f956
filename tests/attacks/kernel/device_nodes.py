# Tries: to make device nodes for the machine's memory and disks and to open them.
# Stopped by: the seccomp filter (EPERM), nodev mounts, no capability.
# Bare: yes
import ctypes
import os
import stat

MKNOD, MKNODAT, HERE = 133, 259, -100
NODES = {"memory": (stat.S_IFCHR, 1, 1), "port": (stat.S_IFCHR, 1, 4),
         "kmsg": (stat.S_IFCHR, 1, 11), "null": (stat.S_IFCHR, 1, 3),
         "disk": (stat.S_IFBLK, 254, 0), "disk too": (stat.S_IFBLK, 8, 0),
         "white-out": (stat.S_IFCHR, 0, 0), "fuse": (stat.S_IFCHR, 10, 229)}
libc = ctypes.CDLL(None, use_errno=True)
for folder in (".", "/tmp", "/dev/shm"):
    for name, (kind, major, minor) in NODES.items():
        path = os.path.join(folder, "node")
        device = os.makedev(major, minor)
        for call in ((MKNOD, path.encode(), kind | 0o666, device),
                     (MKNODAT, HERE, path.encode(), kind | 0o666, device)):
            if libc.syscall(*call) == 0:
                print("BREACH: made", name, "in", folder)
                os.unlink(path)
