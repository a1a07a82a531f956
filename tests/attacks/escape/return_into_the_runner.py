# Tries: to go on as the runner: the program is a fork of it with all of its code, so it turns _exit
# into a return and runs on after the end of the program.
# Stopped by: descriptors, capabilities and privileges are gone from the process, not from its code.
# Job: {"limits": {"timeout_seconds": 2}}
import ctypes

READ_WRITE_EXECUTE, RETURN = 7, b"\x31\xc0\xc3"
libc = ctypes.CDLL(None)
for name in ("_exit", "exit", "abort", "__stack_chk_fail", "munmap"):
    at = ctypes.cast(getattr(libc, name), ctypes.c_void_p).value
    if libc.mprotect(ctypes.c_void_p(at & ~4095), ctypes.c_ulong(8192), READ_WRITE_EXECUTE) == 0:
        ctypes.memmove(at, RETURN, len(RETURN))
print("turned the ends into returns", flush=True)
