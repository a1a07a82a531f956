# Tries: to map the page at address 0, by which a null pointer of the kernel becomes the attacker's,
# and pages above its own half of the addresses.
# Stopped by: the kernel (mmap_min_addr), no capability.
# Bare: yes
import ctypes

READ_WRITE_EXECUTE, FIXED, NOREPLACE, GROWSDOWN = 7, 0x32, 0x100022, 0x122
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_long
for address in (0, 0xFFFF800000000000, 0xFFFFFFFFFF600000, 0x7FFFFFFFF000):
    for flags in (FIXED, NOREPLACE, FIXED | GROWSDOWN):
        got = libc.mmap(ctypes.c_void_p(address), ctypes.c_ulong(4096), READ_WRITE_EXECUTE,
                        flags, -1, ctypes.c_long(0))
        if got == address:
            print(f"BREACH: mapped {address:#x}")
            libc.munmap(ctypes.c_void_p(address), ctypes.c_ulong(4096))
