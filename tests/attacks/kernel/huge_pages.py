# Tries: to take huge pages, which no memory limit of a cgroup counts: by mmap, memfd and shmget.
# Stopped by: the seccomp filter (memfd_create, shmget; mmap, should it look at its flags); besides,
# the machine's pool of huge pages may be empty.
# Bare: yes
import ctypes

SIZE, READ_WRITE, PRIVATE_ANONYMOUS, MAP_HUGETLB = 2 << 20, 3, 0x22, 0x40000
MMAP, MEMFD_CREATE, SHMGET, MFD_HUGETLB, SHM_HUGETLB = 9, 319, 29, 4, 0o4000
NO_SUCH_SIZE = 5 << 26
libc = ctypes.CDLL(None, use_errno=True)


def mmap(size_bits):
    """What the kernel itself says: another errno where there are no pages of such a size."""
    ctypes.set_errno(0)
    got = libc.syscall(MMAP, None, ctypes.c_ulong(SIZE), READ_WRITE,
                       PRIVATE_ANONYMOUS | MAP_HUGETLB | size_bits, -1, ctypes.c_ulong(0))
    return got if got != -1 else ctypes.get_errno()


if mmap(0) != mmap(NO_SUCH_SIZE):
    print("BREACH: mmap of huge pages comes as far as the kernel's pool of them")
for size_bits in (0, 21 << 26, 30 << 26):
    if libc.syscall(MEMFD_CREATE, b"huge", MFD_HUGETLB | size_bits) >= 0:
        print("BREACH: a memfd of huge pages")
    if libc.syscall(SHMGET, 0, ctypes.c_ulong(SIZE), 0o600 | SHM_HUGETLB | size_bits) >= 0:
        print("BREACH: shared memory of huge pages")
