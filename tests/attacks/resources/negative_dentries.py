# Tries: to fill the kernel's cache of names with names that do not exist, in the host's folders
#        and in its own.
# Stopped by: the memory cgroup, which is charged for them and takes them back.
# Job: {"limits": {"timeout_seconds": 3}}
import os
import time

until = time.monotonic() + 1.5
count = 0
while time.monotonic() < until:
    count += 1
    for folder in ("/usr/lib/python3.X", "/usr/lib/x86_64-linux-gnu", "/tmp"):
        os.path.lexists(f"{folder}/{'x' * 230}{count}")
print(count, "names")
