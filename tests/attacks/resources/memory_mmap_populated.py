# Tries: to take all memory in one mapping that the kernel fills, and by brk and mremap, each in a
#        child of its own so that the others are tried too.
# Stopped by: the memory cgroup, which kills.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory"}
import ctypes
import mmap
import os

SIZE = 600 << 20
PRIVATE, ANONYMOUS, NORESERVE, POPULATE, LOCKED = 2, 0x20, 0x4000, 0x8000, 0x2000
MADV_POPULATE_WRITE = 23
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.sbrk.restype = ctypes.c_void_p


def populated(flags):
    at = libc.mmap(None, ctypes.c_size_t(SIZE), 3, PRIVATE | ANONYMOUS | flags, -1, 0)
    if at in (None, 2**64 - 1):
        os._exit(1)
    if libc.madvise(ctypes.c_void_p(at), ctypes.c_size_t(SIZE), MADV_POPULATE_WRITE) == 0:
        print("BREACH: holds 600 MB", flush=True)


def brk():
    ctypes.memset(libc.sbrk(ctypes.c_long(SIZE)), 1, SIZE)
    print("BREACH: holds 600 MB of brk", flush=True)


def remapped():
    memory = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE)
    memory.resize(SIZE)
    memory[::4096] = b"x" * (SIZE // 4096)
    print("BREACH: holds 600 MB of mremap", flush=True)


for attempt in (lambda: populated(POPULATE), lambda: populated(NORESERVE),
                lambda: populated(LOCKED), brk, remapped):
    if os.fork() == 0:
        attempt()
        os._exit(0)
    os.wait()
