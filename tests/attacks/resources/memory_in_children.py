# Tries: to take the limit many times over, in children that each stay below it.
# Stopped by: one memory cgroup for the whole tree.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory"}
import os
import time

reading, writing = os.pipe()
for _ in range(12):
    if os.fork() == 0:
        held = b"x" * (60 << 20)
        os.write(writing, b"1")
        time.sleep(1)
        os._exit(0)
time.sleep(0.8)
os.write(writing, b"-")
if (alive := len(os.read(reading, 99)) - 1) * 60 > 600:
    print("BREACH:", alive, "children with 60 MB each")
