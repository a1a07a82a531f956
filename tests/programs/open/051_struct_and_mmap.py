"""struct formats and mmap: a record file edited in place, anonymous maps and shared maps across a fork."""
import mmap
import os
import struct
import sys
import tempfile

RECORD = struct.Struct("<I10sdH?")
print(RECORD.size, struct.calcsize("@ci"), struct.calcsize("=ci"), struct.calcsize(">qhb"), struct.pack(">hhl", 1, -2, 3).hex())
rows = [(i, f"item{i}".encode(), i * 1.5, 65535 - i, i % 2 == 0) for i in range(5)]
with tempfile.TemporaryFile() as f:
    for r in rows:
        f.write(RECORD.pack(*r))
    f.flush()
    with mmap.mmap(f.fileno(), 0) as m:
        print(len(m), len(m) == RECORD.size * 5, m[4:9], m.find(b"item3") // RECORD.size, m.rfind(b"item"), m[0])
        for at, (key, name, value, code, flag) in enumerate(RECORD.iter_unpack(m)):
            if flag:
                RECORD.pack_into(m, at * RECORD.size, key + 100, name.strip(b"\0").upper(), -value, code, False)
        m.flush()
        m.move(0, RECORD.size, RECORD.size)
        m.seek(RECORD.size * 3)
        print(RECORD.unpack(m.read(RECORD.size))[:3], m.tell())
        m.resize(RECORD.size * 6)
        m[-RECORD.size:] = RECORD.pack(999, b"new", 0.0, 1, True)
    f.seek(0)
    data = f.read()
    print([(k, n.rstrip(b"\0").decode(), v) for k, n, v, *_ in RECORD.iter_unpack(data)])
    with mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
        try:
            m[0] = 1
        except TypeError as e:
            print(e)
    with mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_COPY) as m:
        m[:4] = b"copy"
        print(m[:4])
    f.seek(0)
    print("file unchanged by a private copy:", f.read(4) == data[:4])
with mmap.mmap(-1, mmap.PAGESIZE) as shared:
    shared[:5] = b"empty"
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        shared.seek(0)
        shared.write(b"child wrote this")
        os._exit(0)
    os.waitpid(pid, 0)
    print(shared[:16], len(shared) == mmap.PAGESIZE)
print(struct.unpack("<3f", struct.pack("<3f", 1.5, -0.0, float("inf"))), struct.unpack(">e", b"\x3c\x00"), struct.pack("5p", b"abcdefg"), struct.unpack("3s2x1s", b"abc..d"), struct.pack("3x"))
for bad in (lambda: struct.pack("B", 256), lambda: struct.pack("i", "x"), lambda: struct.unpack("i", b"123"), lambda: struct.pack("z", 1), lambda: struct.pack("2h", 1), lambda: list(RECORD.iter_unpack(b"123")), lambda: mmap.mmap(-1, 0), lambda: shared[0], lambda: struct.unpack_from("i", b"12345", 3)):
    try:
        bad()
    except (struct.error, ValueError, OSError) as e:
        print(type(e).__name__, e)
