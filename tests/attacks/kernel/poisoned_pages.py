# Tries: to take memory of the machine out of use by reporting it as broken.
# Stopped by: the kernel: no capability.
# Expect: {"status": "succeeded"}
import ctypes
import mmap

POISON, SOFT_OFFLINE = 100, 101
libc = ctypes.CDLL(None, use_errno=True)
memory = mmap.mmap(-1, 1 << 16, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
memory.write(b"x" * (1 << 16))
start = ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
for advice in (SOFT_OFFLINE, POISON):
    if libc.madvise(start, ctypes.c_ulong(4096), advice) == 0:
        print("BREACH: took a page from the machine by", advice)
