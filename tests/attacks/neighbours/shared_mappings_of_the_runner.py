# Tries: to find memory that it shares with the runner, writable on both sides, and so with all
#     later jobs: mremap doubles shared mappings alone.
# Stopped by: the runner, which shares the verdict's memory and nothing else with a program.
# Expect: {"status": "succeeded"}
import ctypes
import os

MB, MAYMOVE, READ_WRITE, FREE_ALONE, VERDICT_MB = 1 << 20, 1, 3, 0x100022, 16
libc = ctypes.CDLL(None, use_errno=True)
for name in ("sbrk", "mmap", "mremap", "getauxval"):
    getattr(libc, name).restype = ctypes.c_ulong
libc.mmap.argtypes = [ctypes.c_ulong] * 6
libc.mremap.argtypes = libc.mprotect.argtypes = [ctypes.c_ulong] * 4
libc.munmap.argtypes = [ctypes.c_ulong] * 2
FAILED = (1 << 64) - 1


def is_free(at):
    got = libc.mmap(at, MB, 0, FREE_ALONE, FAILED, 0)
    return got < 1 << 63 and libc.munmap(got, MB) == 0 and got == at


library = ctypes.cast(libc.malloc, ctypes.c_void_p).value
shared, at = 0, (library - 600 * MB) & ~4095
while at < library + 64 * MB:
    if is_free(at):
        at += MB
        continue
    double = libc.mremap(at, 0, 4096, MAYMOVE)
    if double != FAILED:
        shared += libc.mprotect(double, 4096, READ_WRITE, 0) == 0
        libc.munmap(double, 4096)
    at += 4096
if shared > VERDICT_MB * MB // 4096:
    print("BREACH pages that are shared and writable:", shared)
print(shared)
