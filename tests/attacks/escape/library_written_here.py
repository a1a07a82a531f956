# Tries: to load a library of 400 bytes that it wrote itself, the constructor of which forks and
# writes: from the work folder, /tmp and /dev/shm, by a link, and out of a memfd.
# Stopped by: noexec mounts; a memfd has no name without /proc.
# Bare: yes
import ctypes
import os
import struct

words = b"BREACH: the constructor of a library ran\n"
code = (b"\xb8\x39\x00\x00\x00\x0f\x05\x85\xc0\x74\x01\xc3\xb8\x01\x00\x00\x00\xbf\x01\x00\x00\x00"
        + b"\x48\x8d\x35\x10\x00\x00\x00\xba" + struct.pack("<I", len(words))
        + b"\x0f\x05\xb8\x3c\x00\x00\x00\x31\xff\x0f\x05" + words)
DYNAMIC, INIT = 0x100, 0x200
dynamic = struct.pack("<14Q", 12, INIT, 5, 0x1F0, 6, 0x1F0, 10, 1, 11, 24, 4, 0x1E0, 0, 0)
body = bytearray(INIT) + code
body[DYNAMIC:DYNAMIC + len(dynamic)] = dynamic
body[0x1E0:0x1F0] = struct.pack("<IIII", 1, 0, 0, 0)  # a hash table without names
size = len(body)
body[:64] = struct.pack("<16sHHIQQQIHHHHHH", b"\x7fELF\2\1\1", 3, 62, 1, 0, 64, 0, 0, 64, 56, 2,
                        0, 0, 0)
body[64:120] = struct.pack("<IIQQQQQQ", 1, 7, 0, 0, 0, size, size, 4096)
body[120:176] = struct.pack("<IIQQQQQQ", 2, 6, DYNAMIC, DYNAMIC, DYNAMIC, len(dynamic),
                            len(dynamic), 8)
memfd = os.memfd_create("library")
os.write(memfd, body)
names = [f"/proc/self/fd/{memfd}", f"/dev/fd/{memfd}"]
for folder in (os.getcwd(), "/tmp", "/dev/shm"):
    names.append(f"{folder}/lib{context['marker']}.so")
    with open(names[-1], "wb") as file:
        file.write(body)
for name in names:
    try:
        ctypes.CDLL(name, mode=os.RTLD_NOW)
    except OSError as refusal:
        print(refusal)
    if name.endswith(".so"):
        os.unlink(name)
