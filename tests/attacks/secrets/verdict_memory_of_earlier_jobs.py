# Tries: to read what earlier jobs and the runner left in memory that is handed on: the verdict's,
#     new pages, pages of files and pipes, freed memory of malloc.
# Stopped by: a memfd for each job; the kernel, which clears pages.
# Expect: {"status": "succeeded"}
import ctypes
import mmap
import os

verdict = mmap.mmap(3, os.fstat(3).st_size)
if any(verdict[at:at + 65536].strip(b"\0") for at in range(0, len(verdict), 65536)):
    print("BREACH the verdict's memory held something")
fresh = mmap.mmap(-1, 32 << 20)
if any(fresh[at:at + 65536].strip(b"\0") for at in range(0, len(fresh), 65536)):
    print("BREACH a new page held something")
with open("sparse", "wb+") as file:
    file.truncate(4 << 20)
    if file.read().strip(b"\0"):
        print("BREACH a file's hole held something")
os.unlink("sparse")
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
for size in (100, 1000, 5_000, 30_000, 100_000, 1_000_000):
    for _ in range(50):
        found = ctypes.string_at(libc.malloc(size), size)
        for word in (b"cord" + b"on\":", b"honest" + b"-", b"\"profile" + b"\"", b"CANARY" + b"_"):
            if word in found:
                print("BREACH malloc gave", found[found.index(word):][:100])
