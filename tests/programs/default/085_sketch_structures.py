"""Probabilistic structures over hashlib: Bloom filter, count-min sketch, HyperLogLog, reservoir."""
import hashlib
import math
import random
from collections import Counter


def hashes(item, n, size):
    digest = hashlib.blake2b(str(item).encode(), digest_size=16).digest()
    a, b = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big") | 1
    return [(a + i * b) % size for i in range(n)]


class Bloom:
    def __init__(self, expected, rate):
        self.size = math.ceil(-expected * math.log(rate) / math.log(2) ** 2)
        self.n = max(1, round(self.size / expected * math.log(2)))
        self.bits = 0

    def add(self, item):
        for h in hashes(item, self.n, self.size):
            self.bits |= 1 << h

    def __contains__(self, item):
        return all(self.bits >> h & 1 for h in hashes(item, self.n, self.size))

    def estimate(self):
        return -self.size / self.n * math.log(1 - self.bits.bit_count() / self.size)


class CountMin:
    def __init__(self, width, depth):
        self.rows = [[0] * width for _ in range(depth)]

    def add(self, item):
        for row, h in zip(self.rows, hashes(item, len(self.rows), len(self.rows[0]))):
            row[h] += 1

    def __getitem__(self, item):
        return min(row[h] for row, h in zip(self.rows, hashes(item, len(self.rows), len(self.rows[0]))))


class HyperLogLog:
    def __init__(self, p=8):
        self.p, self.m = p, 1 << p
        self.registers = bytearray(self.m)

    def add(self, item):
        h = int.from_bytes(hashlib.sha1(str(item).encode()).digest()[:8], "big")
        slot, rest = h >> 64 - self.p, h & (1 << 64 - self.p) - 1
        rank = 64 - self.p - rest.bit_length() + 1
        self.registers[slot] = max(self.registers[slot], rank)

    def count(self):
        alpha = 0.7213 / (1 + 1.079 / self.m)
        raw = alpha * self.m**2 / sum(2.0**-r for r in self.registers)
        zeros = self.registers.count(0)
        return self.m * math.log(self.m / zeros) if raw < 2.5 * self.m and zeros else raw


def reservoir(stream, k, rng):
    out = []
    for i, item in enumerate(stream):
        if i < k:
            out.append(item)
        elif (j := rng.randrange(i + 1)) < k:
            out[j] = item
    return out


bloom = Bloom(500, 0.02)
for i in range(500):
    bloom.add(f"user{i}")
misses = sum(f"user{i}" not in bloom for i in range(500))
false = sum(f"other{i}" in bloom for i in range(5000))
print(f"bloom: {bloom.size} bits, {bloom.n} hashes, false negatives {misses}, false positives {false / 5000:.3%}, estimated {bloom.estimate():.0f}")
rng = random.Random(31)
stream = rng.choices([f"w{i}" for i in range(300)], [1 / (i + 1) for i in range(300)], k=4000)
sketch, exact = CountMin(200, 4), Counter(stream)
for w in stream:
    sketch.add(w)
errors = [sketch[w] - n for w, n in exact.items()]
print("count-min:", [(w, n, sketch[w]) for w, n in exact.most_common(4)], "never low:", min(errors) >= 0, "worst over:", max(errors))
for n in (50, 1000, 10000):
    h = HyperLogLog()
    for i in range(n):
        h.add(i)
        h.add(i // 2)
    print(f"hyperloglog: {n} distinct, estimated {h.count():.0f}, error {abs(h.count() - n) / n:.1%}")
counts = Counter(x for _ in range(2000) for x in reservoir(range(10), 3, rng))
print("reservoir:", [counts[i] for i in range(10)], "expected 600 each")


def misra_gries(stream, k):
    table = {}
    for x in stream:
        if x in table or len(table) < k:
            table[x] = table.get(x, 0) + 1
        else:
            table = {y: n - 1 for y, n in table.items() if n > 1}
    return table


print("heavy hitters:", sorted(misra_gries(stream, 9))[:5], [w for w, _ in exact.most_common(3)])
