# Tries: the options of prctl that loosen something: who may trace it, securebits, ambient
# capabilities, the memory map, subreaping, the cost of speculation, shared pages (KSM).
# Stopped by: the seccomp filter: options that are not on its list answer ENOSYS.
# Bare: yes
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
ANY = ctypes.c_ulong(-1)
OPTIONS = {
    "DUMPABLE": (4, 1), "KEEPCAPS": (8, 1), "FPEMU": (10, 1), "TIMING": (14, 1),
    "SECCOMP": (22, 1), "CAPBSET_DROP": (24, 0), "TSC": (26, 2), "SECUREBITS": (28, 0x2F),
    "MCE_KILL": (33, 1, 0), "MM": (35, 9, 4096), "CHILD_SUBREAPER": (36, 1),
    "NO_NEW_PRIVS": (38, 0), "THP_DISABLE": (41, 1), "FP_MODE": (45, 1),
    "CAP_AMBIENT": (47, 2, 21), "SPECULATION": (53, 0, 2), "IO_FLUSHER": (57, 1),
    "SYSCALL_DISPATCH": (59, 0, 0, 0), "SCHED_CORE": (62, 1, 0, 0), "MDWE": (65, 1),
    "VMA_NAME": (0x53564D41, 0, 0, 0), "PTRACER": (0x59616D61, ANY), "MEMORY_MERGE": (67, 1),
    "TIMER_RESTORE_IDS": (77, 1), "FUTEX_HASH": (78, 2),
}
for name, (option, *values) in OPTIONS.items():
    if os.fork() == 0:
        values += [0] * (4 - len(values))
        if libc.prctl(option, *(ctypes.c_ulong(getattr(v, "value", v)) for v in values)) >= 0:
            os.write(1, f"BREACH: {name}\n".encode())
        os._exit(0)
    os.wait()
