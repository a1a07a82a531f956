# Tries: to stop the interpreter from ever running another line, its signal handlers too, by calling
# C with the lock held.
# Stopped by: the limit of wall time is kept by another process.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}
import ctypes

ctypes.PyDLL(None).sleep(60)
