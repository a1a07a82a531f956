# Tries: to make all memory executable and addresses foreseeable, for itself and what it begins.
# Stopped by: the seccomp filter (EPERM).
# Bare: yes
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
QUERY = 0xFFFFFFFF
FLAGS = {"READ_IMPLIES_EXEC": 0x0400000, "ADDR_NO_RANDOMIZE": 0x0040000,
         "MMAP_PAGE_ZERO": 0x0100000, "PER_LINUX32": 8, "the question alone": QUERY}
for name, flags in FLAGS.items():
    if libc.personality(ctypes.c_ulong(flags)) != -1:
        print("BREACH:", name)
