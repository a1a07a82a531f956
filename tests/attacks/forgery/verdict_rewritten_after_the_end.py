# Tries: to replace the verdict after the program's end, from an orphan that keeps the memory mapped
#     and from one that writes by its descriptor, each in a session of its own.
# Stopped by: the pid namespace: all that the program started is dead before the verdict is read. By
#     then each writes what is still the program's word; its exit code is not.
# Expect: {"exit_code": 3, "status": "failed", "success": false}
import mmap
import os
import struct
import time


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


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
