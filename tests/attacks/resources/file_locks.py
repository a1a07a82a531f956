# Tries: to take the kernel's memory and its time with locks on many ranges, and to block the host
#        with locks on its Python library.
# Stopped by: the time limit and the memory cgroup; nothing on the host asks for such locks.
# Job: {"limits": {"timeout_seconds": 3}}
# Expect: {"status": "succeeded"}
import fcntl
import glob
import os
import time

file = os.open("/tmp/locked", os.O_RDWR | os.O_CREAT)
made, until = 0, time.monotonic() + 1
while time.monotonic() < until:
    fcntl.lockf(file, fcntl.LOCK_EX, 1, made * 2)
    made += 1
for path in glob.glob("/usr/lib/python3.X/*.py"):
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        pass
print(made, "locks")
