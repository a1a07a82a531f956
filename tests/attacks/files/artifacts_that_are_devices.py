# Tries: to have the runner open what blocks or never ends: pipes, devices and sockets as artifacts,
#        made by every call that makes such nodes.
# Stopped by: seccomp refuses mknod and bind; the walk takes regular files only, without blocking.
# Expect: {"status": "succeeded", "artifacts": [], "stdout": "ended\n"}
import ctypes
import os
import socket
import stat

SYS_MKNOD, SYS_MKNODAT = 133, 259
libc = ctypes.CDLL(None, use_errno=True)
KINDS = {"pipe": (stat.S_IFIFO, 0), "zero": (stat.S_IFCHR, os.makedev(1, 5)),
         "memory": (stat.S_IFCHR, os.makedev(1, 1)), "disk": (stat.S_IFBLK, os.makedev(254, 0)),
         "whiteout": (stat.S_IFCHR, 0), "socket": (stat.S_IFSOCK, 0)}
for name, (kind, device) in KINDS.items():
    libc.syscall(SYS_MKNOD, f"a-{name}".encode(), kind | 0o666, device)
    libc.syscall(SYS_MKNODAT, -100, f"b-{name}".encode(), kind | 0o666, device)
for attempt in (lambda: os.mkfifo("c-pipe"), lambda: os.link("/dev/zero", "c-zero"),
                lambda: os.symlink("/dev/zero", "d-zero"), lambda: os.rename("/dev/zero", "e-zero"),
                lambda: socket.socketpair()[0].bind("c-socket")):
    try:
        attempt()
    except OSError:
        pass
found = [name for name in os.listdir(".") if not stat.S_ISLNK(os.lstat(name).st_mode)]
if found:
    print("BREACH: it made", found)
print("ended")
