# Tries: to type into the operator's terminal: by TIOCSTI and TIOCLINUX on each stream, by the
#        controlling terminal, and by making one its own.
# Stopped by: streams that are pipes, a session without terminal, and seccomp on ioctl.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import ctypes
import os

TIOCSTI, TIOCLINUX, TIOCSCTTY, TIOCNOTTY = 0x5412, 0x541C, 0x540E, 0x5422
libc = ctypes.CDLL(None, use_errno=True)
descriptors = [*range(4)]
for path in ("/dev/tty", "/dev/console", "/dev/tty1", "/dev/ptmx", "/dev/pts/0"):
    try:
        descriptors.append(os.open(path, os.O_RDWR))
        print("BREACH: opened", path)
    except OSError:
        pass
for descriptor in descriptors:
    for request in (TIOCSTI, TIOCLINUX, TIOCSCTTY, TIOCNOTTY):
        for wide in (0, 1 << 32):
            if libc.ioctl(descriptor, ctypes.c_ulong(request | wide), b"\n\0") == 0:
                print("BREACH: ioctl", hex(request), "on", descriptor)
print("ended")
