# Tries: to keep memory that no limit counts and nobody can look into.
# Stopped by: the seccomp filter (death), also of the first call of a kernel without it.
# Expect: {"status": "failed", "error_type": "SecurityViolationError"}
import ctypes

MEMFD_SECRET = 447
if ctypes.CDLL(None).syscall(MEMFD_SECRET, 0) >= 0:
    print("BREACH: secret memory", flush=True)
