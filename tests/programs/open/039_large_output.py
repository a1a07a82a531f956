"""Writes about sixty kilobytes of text in lines of varying length, then a long single line."""
import hashlib
import sys


def words(seed):
    x = seed
    while True:
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        yield "abcdefghijklmnop"[x >> 16 & 15] * (1 + (x >> 8 & 3))


gen, digest, size = words(42), hashlib.sha256(), 0


def put(text):
    global size
    sys.stdout.write(text)
    digest.update(text.encode())
    size += len(text.encode())


for line in range(900):
    put(f"{line:04} " + " ".join(next(gen) for _ in range(line % 23)) + ("é" if line % 50 == 0 else "") + "\n")
put("=" * 22_000 + "\n")
for i in range(300):
    put(chr(0x2500 + i % 128))
put("\n")
print("bytes:", size, digest.hexdigest()[:10])
print("same on stderr", size, file=sys.stderr)
