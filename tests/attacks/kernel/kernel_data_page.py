# Tries: to write into the page of kernel data that every process reads the time from (vvar), and to
# rewrite the vdso for others.
# Stopped by: the kernel: that page can't be made writable, and the vdso's is copied on write.
# Expect: {"status": "succeeded"}
import ctypes

AT_SYSINFO_EHDR, READ_WRITE, ALL_ACCESS = 33, 3, 7
libc = ctypes.CDLL(None, use_errno=True)
libc.getauxval.restype = ctypes.c_ulong
vdso = libc.getauxval(ctypes.c_ulong(AT_SYSINFO_EHDR))
for page in range(1, 5):
    at = ctypes.c_void_p(vdso - 4096 * page)
    if libc.mprotect(at, ctypes.c_ulong(4096), READ_WRITE) == 0:
        ctypes.memset(at, 0, 64)
        print("BREACH: wrote the kernel's data", page, "pages before the vdso")
if libc.mprotect(ctypes.c_void_p(vdso), ctypes.c_ulong(4096), ALL_ACCESS) == 0:
    ctypes.memset(vdso + 4, 0xCC, 12)
    print("changed its own copy of the vdso")
