"""Reads all of a binary standard input and takes it apart: header, records, checksums, odd bytes."""
import hashlib
import struct
import sys
import zlib
from collections import Counter

data = sys.stdin.buffer.read()
print(len(data), "bytes", hashlib.sha256(data).hexdigest()[:12], f"{zlib.crc32(data):08x}")
magic, version, count = struct.unpack_from(">4sHH", data)
print(magic, version, count)
at = 8
for _ in range(count):
    kind, size = struct.unpack_from("<BI", data, at)
    body = data[at + 5:at + 5 + size]
    at += 5 + size
    match kind:
        case 1:
            print("text:", body.decode("utf-8", "replace"))
        case 2:
            print("numbers:", [round(x, 3) for x in struct.unpack(f"<{size // 8}d", body)])
        case 3:
            raw = zlib.decompress(body)
            print("packed:", len(body) < len(raw), len(raw), Counter(raw).most_common(2))
        case _:
            print(f"kind {kind}: {body.hex(' ')}")
print("rest:", data[at:])
print("nul bytes:", data.count(0), "above ascii:", sum(b > 127 for b in data), "at end:", sys.stdin.buffer.read(10))
sys.stdout.flush()
sys.stdout.buffer.write(b"raw echo: " + data[at:] + b"\n")
