# Tries: to leave its limit of 512 MB full for the next job, whose limit is half of it: page
#        tables are freed some time after their process has ended.
# Stopped by: what frees a slot's memory before its next job.
# Job: {"limits": {"max_memory_mb": 512, "timeout_seconds": 5}}
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory"}
import ctypes

SIZE, STEP = 1 << 40, 2 << 20
NORESERVE, ANONYMOUS, PRIVATE = 0x4000, 0x20, 2
MADV_NOHUGEPAGE = 15
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
at = libc.mmap(None, ctypes.c_size_t(SIZE), 1, PRIVATE | ANONYMOUS | NORESERVE, -1, 0)
libc.madvise(ctypes.c_void_p(at), ctypes.c_size_t(SIZE), MADV_NOHUGEPAGE)
for place in range(at, at + SIZE, STEP):
    ctypes.c_ubyte.from_address(place).value
print("BREACH: 2 GB of page tables")
