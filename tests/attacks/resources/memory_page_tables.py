# Tries: to take memory that is no page of any process: page tables of a terabyte that is only read.
# Stopped by: the memory cgroup, which is charged for page tables.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory"}
import ctypes

SIZE, STEP = 1 << 40, 2 << 20
NORESERVE, ANONYMOUS, PRIVATE = 0x4000, 0x20, 2
MADV_NOHUGEPAGE = 15
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
at = libc.mmap(None, ctypes.c_size_t(SIZE), 1, PRIVATE | ANONYMOUS | NORESERVE, -1, 0)
libc.madvise(ctypes.c_void_p(at), ctypes.c_size_t(SIZE), MADV_NOHUGEPAGE)
for count, place in enumerate(range(at, at + SIZE, STEP)):
    ctypes.c_ubyte.from_address(place).value
    if count == 150_000:
        print("BREACH: 600 MB of page tables", flush=True)
        break
