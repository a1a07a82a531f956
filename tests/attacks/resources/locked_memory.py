# Tries: to lock memory that the kernel then can't take back, beyond RLIMIT_MEMLOCK, in many
#        processes, and to lock all that is to come.
# Stopped by: RLIMIT_MEMLOCK; seccomp refuses mlockall; the memory cgroup counts it.
# Expect: {"status": "succeeded"}
import ctypes
import mmap
import os
import resource

libc = ctypes.CDLL(None, use_errno=True)
SIZE = 64 << 20
try:
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (SIZE, SIZE))
    print("BREACH: the limit of locked memory is raised")
except (OSError, ValueError):
    pass
memory = mmap.mmap(-1, SIZE)
place = ctypes.addressof(ctypes.c_char.from_buffer(memory))
for attempt in (lambda: libc.mlock(ctypes.c_void_p(place), ctypes.c_size_t(SIZE)),
                lambda: libc.mlock2(ctypes.c_void_p(place), ctypes.c_size_t(SIZE), 1),
                lambda: libc.mlockall(3), lambda: libc.munlockall()):
    if attempt() == 0:
        print("BREACH: locked")
for flags in (0x2021, 0x40021):
    libc.mmap.restype = ctypes.c_void_p
    if libc.mmap(None, ctypes.c_size_t(SIZE), 3, flags, -1, 0) != 2**64 - 1:
        print("BREACH: a locked or huge mapping of 64 MB")
