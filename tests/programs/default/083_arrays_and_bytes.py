"""Typed arrays and byte buffers: image thresholding, a ring buffer, bit vectors and packing."""
from array import array
import math

WIDTH, HEIGHT = 24, 10
image = array("B", (int(127 + 127 * math.sin(x / 3) * math.cos(y / 2)) for y in range(HEIGHT) for x in range(WIDTH)))
print("pixels:", len(image), "bytes:", image.itemsize * len(image), "range", min(image), max(image))


def show(img):
    ramp = " .:-=+*#%@"
    for y in range(HEIGHT):
        print("".join(ramp[v * len(ramp) // 256] for v in img[y * WIDTH:(y + 1) * WIDTH]).rstrip())


show(image)


def otsu(img):
    hist = [0] * 256
    for v in img:
        hist[v] += 1
    total, whole = len(img), sum(i * n for i, n in enumerate(hist))
    best, level, weight, part = -1.0, 0, 0, 0
    for t, n in enumerate(hist):
        weight += n
        part += t * n
        if weight in (0, total):
            continue
        between = weight * (total - weight) * (part / weight - (whole - part) / (total - weight)) ** 2
        if between > best:
            best, level = between, t
    return level


level = otsu(image)
print("threshold:", level, "white:", sum(v > level for v in image))


class Ring:
    def __init__(self, size, kind="d"):
        self.data, self.at, self.full = array(kind, [0] * size), 0, False

    def push(self, v):
        self.data[self.at] = v
        self.at = (self.at + 1) % len(self.data)
        self.full = self.full or self.at == 0

    def __iter__(self):
        yield from self.data[self.at:] if self.full else ()
        yield from self.data[:self.at]


ring = Ring(4)
for v in (1, 2.5, 3, 4, 5, 6.25):
    ring.push(v)
print(list(ring), sum(ring) / 4)


class BitVector:
    def __init__(self, n):
        self.n, self.words = n, bytearray((n + 7) // 8)

    def __setitem__(self, i, on):
        if on:
            self.words[i >> 3] |= 1 << (i & 7)
        else:
            self.words[i >> 3] &= ~(1 << (i & 7))

    def __getitem__(self, i):
        return self.words[i >> 3] >> (i & 7) & 1

    def count(self):
        return sum(w.bit_count() for w in self.words)


bits = BitVector(1000)
for i in range(2, 1000):
    bits[i] = 1
for p in range(2, 32):
    if bits[p]:
        for m in range(p * p, 1000, p):
            bits[m] = 0
print("primes below 1000:", bits.count(), [i for i in range(60) if bits[i]][-4:], len(bits.words), "bytes")
a = array("i", [3, -1, 4])
a.extend([1, 5])
a.insert(0, 9)
a.remove(4)
print(a, a.index(5), a.count(1), a.tolist(), a[::-1], a * 2 == a + a, array("i", [1]) < array("i", [2]))
swapped = array("H", [1, 256])
swapped.byteswap()
print(swapped, array("H", b"\x01\x00\x02\x00"), array("u", "héé").tounicode(), array("d", [0.5]).tobytes().hex())
view = memoryview(bytearray(range(12))).cast("B", (3, 4))
print(view.shape, view[1, 2], view.tolist()[2], view.nbytes, view.readonly)
buf = bytearray(b"hello world")
memoryview(buf)[0:5] = b"HELLO"
buf[5:6] = b"__"
del buf[-1]
buf += b"!"
print(buf, buf.find(b"wor"), buf.split(b"__"), bytes(reversed(buf[:3])), buf.upper().title(), b"".join([b"a", b"b"]))
for bad in (lambda: array("B", [256]), lambda: array("b", [-129]), lambda: array("i", [1.5]), lambda: array("z"), lambda: bytes([300]), lambda: b"a" + "b", lambda: a.remove(77), lambda: b"abc"[9]):
    try:
        bad()
    except (OverflowError, TypeError, ValueError, IndexError) as e:
        print(type(e).__name__ + ":", e)
