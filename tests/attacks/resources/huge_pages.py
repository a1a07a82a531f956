# Tries: to take memory that no memory cgroup counts: pages of hugetlbfs, by mmap and memfd.
# Stopped by: seccomp refuses a memfd of huge pages; the machine has none reserved for mmap.
# Expect: {"status": "succeeded"}
import ctypes
import os

SHARED, PRIVATE, ANONYMOUS, HUGETLB = 1, 2, 0x20, 0x40000
MFD_HUGETLB, MFD_HUGE_2MB, MFD_HUGE_1GB = 4, 21 << 26, 30 << 26
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
for size in (MFD_HUGE_2MB, MFD_HUGE_1GB):
    for flags in (PRIVATE, SHARED):
        place = libc.mmap(None, ctypes.c_size_t(1 << 30), 3, flags | ANONYMOUS | HUGETLB | size,
                          -1, 0)
        if place != 2**64 - 1:
            print("BREACH: a mapping of huge pages")
    try:
        os.memfd_create("huge", MFD_HUGETLB | size)
        print("BREACH: a memfd of huge pages")
    except OSError:
        pass
