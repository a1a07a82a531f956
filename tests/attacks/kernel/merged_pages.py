# Tries: to have its pages merged with equal ones of other jobs and of the worker (KSM): how long a
# write takes then tells whether somebody holds the same page.
# Stopped by: the seccomp filter, should it look at what madvise is asked.
# Bare: yes
import ctypes
import mmap

MERGEABLE = 12
libc = ctypes.CDLL(None, use_errno=True)
memory = mmap.mmap(-1, 1 << 20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
memory.write(b"a guess of what others hold".ljust(4096, b"\0") * 256)
start = ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
if libc.madvise(start, ctypes.c_ulong(1 << 20), MERGEABLE) == 0:
    print("BREACH: the kernel looks for pages of others that are equal to these")
