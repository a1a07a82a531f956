# Tries: to change library code for all jobs through pages they share: writes into mapped files of
# the interpreter and its extension modules, private and shared, and locks them.
# Stopped by: read-only mounts and the files' owner; private pages are copied on write.
import fcntl
import glob
import mmap
import os

paths = glob.glob("/usr/lib/python3.X/lib-dynload/*.so")[:5]
paths.append("/usr/lib/python3.X/json/encoder.py")
before = {path: open(path, "rb").read() for path in paths}
for path in paths:
    descriptor = os.open(path, os.O_RDONLY)
    shared = mmap.mmap(descriptor, 4096, mmap.MAP_SHARED, mmap.PROT_READ)
    private = mmap.mmap(descriptor, 4096, mmap.MAP_PRIVATE, mmap.PROT_READ | mmap.PROT_WRITE)
    private[:64] = bytes(64)
    for attempt in (lambda: shared.write(b"x"), lambda: os.open(path, os.O_WRONLY),
                    lambda: os.chmod(path, 0o666), lambda: os.utime(path, (0, 0)),
                    lambda: fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_WRLCK),
                    lambda: fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB),
                    lambda: os.rename(path, path + "~"), lambda: os.link(path, "/tmp/link")):
        try:
            attempt()
            print("BREACH: did something to", path)
        except (OSError, TypeError) as refusal:
            print(refusal)
if any(open(path, "rb").read() != text for path, text in before.items()):
    print("BREACH: the library has changed")
