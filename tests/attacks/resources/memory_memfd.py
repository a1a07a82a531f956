# Tries: to take all memory with memfds, files of no file system that a size limit could reach; with
#        huge pages too, which no memory cgroup counts.
# Stopped by: the memory cgroup; seccomp refuses MFD_HUGETLB.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory"}
import os

block = b"x" * (1 << 20)
try:
    os.memfd_create("huge", os.MFD_HUGETLB)
    print("BREACH: a memfd of huge pages", flush=True)
except OSError:
    pass
for count in range(100):
    file = os.memfd_create("m")
    for _ in range(10):
        os.write(file, block)
    if count > 27:
        print("BREACH: holds", count * 10, "MB", flush=True)
