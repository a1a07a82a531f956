# Tries: to trip what reads the verdict: shrinks its memory, so that a mapping of it faults, grows
# it beyond all limits, and seals it so that the worker can't.
# Stopped by: the seals on its size, which are sealed themselves.
# Expect: {"status": "succeeded", "return_value": "whole"}
import fcntl
import os

VERDICT, F_ADD_SEALS, F_SEAL_WRITE, F_SEAL_FUTURE_WRITE = 3, 1033, 8, 16
for name, attempt in {
        "shrunk": lambda: os.ftruncate(VERDICT, 0),
        "grown": lambda: os.ftruncate(VERDICT, 1 << 40),
        "grown by a write": lambda: os.pwrite(VERDICT, b"x", 1 << 30),
        "grown by space": lambda: os.posix_fallocate(VERDICT, 1 << 26, 1 << 20),
        "sealed": lambda: fcntl.fcntl(VERDICT, F_ADD_SEALS, F_SEAL_WRITE),
        "sealed for later": lambda: fcntl.fcntl(VERDICT, F_ADD_SEALS, F_SEAL_FUTURE_WRITE)}.items():
    try:
        attempt()
        print("BREACH: the verdict was", name)
    except OSError as refusal:
        print(name, refusal)
for number in (0, 1, 2):
    print(number, os.fstat(number).st_mode, fcntl.fcntl(number, fcntl.F_GETFL))
"whole"
