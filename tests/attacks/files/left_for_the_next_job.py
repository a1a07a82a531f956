# Tries: to leave files for the next job of the slot, in all places that can be written to, and to
#        keep them open, mapped and current in processes that go on.
# Stopped by: a tmpfs of its own for each job.
# Expect: {"status": "succeeded"}
import mmap
import os
import time

for folder in (".", "/tmp", "/dev/shm", "/job/tmp", "/job/shm", "/job", "/var/tmp", "/home",
               "/run"):
    for name in ("left", "sitecustomize.py", "json.py", ".pythonrc", "main.py"):
        try:
            with open(f"{folder}/{name}", "x") as file:
                file.write("print('left')\n" * 1000)
        except OSError:
            pass
if os.fork() == 0:
    os.setsid()
    file = open("/tmp/left", "r+b")
    memory = mmap.mmap(file.fileno(), 0)
    os.chdir("/dev/shm")
    while True:
        memory[0:4] = b"left"
        time.sleep(0.001)
time.sleep(0.1)
