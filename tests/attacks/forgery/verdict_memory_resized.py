# Tries: to change the size of the verdict's memory under its readers, to seal it against them, to
#     free its pages, and to lock it: by every call that knows how.
# Stopped by: seals on the memfd: its size is fixed, and no seal can be added.
# Expect: {"status": "succeeded", "return_value": "honest"}
import ctypes
import fcntl
import os

F_ADD_SEALS, F_SEAL_WRITE, F_SEAL_SHRINK = 1033, 8, 2
FALLOC_PUNCH, FALLOC_COLLAPSE, FALLOC_INSERT = 3, 8, 32
libc = ctypes.CDLL(None, use_errno=True)
before = os.fstat(3).st_size
sizes = (0, 1, before - 1, before + 1, 1 << 40)
tried = [lambda size=size: os.ftruncate(3, size) for size in sizes]
tried += [lambda seals=seals: fcntl.fcntl(3, F_ADD_SEALS, seals) for seals in (1, 2, 4, 8, 16, 32)]
tried += [lambda: os.pwrite(3, b"x", before), lambda: os.posix_fallocate(3, before, 4096),
          lambda: fcntl.flock(3, fcntl.LOCK_EX), lambda: fcntl.lockf(3, fcntl.LOCK_EX),
          lambda: fcntl.fcntl(3, fcntl.F_SETLEASE, fcntl.F_WRLCK),
          lambda: fcntl.fcntl(3, fcntl.F_SETFL, os.O_APPEND | os.O_NONBLOCK)]
tried += [lambda mode=mode: libc.fallocate(3, mode, ctypes.c_long(0), ctypes.c_long(1 << 20))
          for mode in (FALLOC_PUNCH, FALLOC_COLLAPSE, FALLOC_INSERT, 0)]
for number, one in enumerate(tried):
    try:
        print(number, one())
    except OSError as error:
        print(number, error)
if os.fstat(3).st_size != before:
    print("BREACH the verdict's memory has another size")
"honest"
