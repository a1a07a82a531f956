# Tries: to replace the verdict after the program's end, from an orphan that keeps the memory mapped
#     and from one that writes by its descriptor, each in a session of its own.
# Stopped by: the pid namespace: all that the program started is dead before the verdict is read. By
#     then each writes what is still the program's word; its exit code is not.
# With: forged_verdict
# Expect: {"exit_code": 3, "status": "failed", "success": false}
import mmap
import os
import struct
import time

forged = verdict(b'"forged"', exit_code=3)
if os.fork() == 0:
    os.setsid()
    memory = mmap.mmap(3, 1 << 20)
    if os.fork() == 0:
        while True:
            write(forged)
    while True:
        memory[:len(forged) + 4] = struct.pack("<I", len(forged)) + forged
time.sleep(0.2)
raise SystemExit(3)
