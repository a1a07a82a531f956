# Tries: to point segment bases at the kernel, to map a 32-bit vdso, to have cpuid fault, to lock
# features.
# Stopped by: the kernel, which refuses addresses that are not the program's; what succeeds
# concerns the program's own registers only.
# Expect: {"status": "succeeded"}
import ctypes
import os

ARCH_PRCTL = 158
SET_GS, SET_FS, SET_CPUID, MAP_VDSO_32 = 0x1001, 0x1002, 0x1012, 0x2002
KERNEL_ADDRESSES = (0xFFFF800000000000, 0xFFFFFFFF81000000, 0xFFFFFFFFFF600000, 1 << 47)
libc = ctypes.CDLL(None, use_errno=True)
for code in (SET_GS, SET_FS):
    for address in KERNEL_ADDRESSES:
        if os.fork() == 0:
            if libc.syscall(ARCH_PRCTL, code, ctypes.c_ulong(address)) == 0:
                os.write(1, f"BREACH: base {address:#x}\n".encode())
            os._exit(0)
        os.wait()
for code in (SET_CPUID, MAP_VDSO_32):
    if os.fork() == 0:
        libc.syscall(ARCH_PRCTL, code, ctypes.c_ulong(0))
        os._exit(0)
    os.wait()
