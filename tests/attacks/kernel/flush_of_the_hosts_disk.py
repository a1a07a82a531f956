# Tries: to keep the host's disks busy, and to drop what others have cached, through the files of
#        its library that a program can read.
# Stopped by: the seccomp filter, which answers these calls as done and does nothing.
# Expect: {"status": "succeeded", "stdout": "asked\n"}
# Bare: yes
import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)
NO_DESCRIPTOR, NO_ADDRESS = -1, ctypes.c_void_p(1)
# The kernel refuses each of these at once; who hears of no error has not reached it.
calls = {
    "fsync": lambda: libc.fsync(NO_DESCRIPTOR),
    "fdatasync": lambda: libc.fdatasync(NO_DESCRIPTOR),
    "sync_file_range": lambda: libc.sync_file_range(NO_DESCRIPTOR, 0, 0, 7),
    "fadvise": lambda: -libc.posix_fadvise(NO_DESCRIPTOR, 0, 0, os.POSIX_FADV_DONTNEED),
    "msync": lambda: libc.msync(NO_ADDRESS, mmap.PAGESIZE, 4),
}
for name, call in calls.items():
    if call() != 0:
        print("BREACH:", name, "reaches the kernel")
print("asked")
