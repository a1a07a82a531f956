"""LRU, LFU and time-to-live caches written from scratch and compared on one access pattern."""
import random
from collections import Counter, OrderedDict, defaultdict
from functools import lru_cache


class LRU:
    def __init__(self, size):
        self.size, self.data = size, OrderedDict()

    def get(self, key, load):
        if key in self.data:
            self.data.move_to_end(key)
            return self.data[key], True
        self.data[key] = value = load(key)
        if len(self.data) > self.size:
            self.data.popitem(last=False)
        return value, False


class LFU:
    def __init__(self, size):
        self.size, self.data, self.uses = size, {}, {}
        self.buckets, self.least = defaultdict(OrderedDict), 0

    def _touch(self, key):
        n = self.uses[key]
        del self.buckets[n][key]
        if not self.buckets[n]:
            del self.buckets[n]
            if self.least == n:
                self.least = n + 1
        self.uses[key] = n + 1
        self.buckets[n + 1][key] = None

    def get(self, key, load):
        if key in self.data:
            self._touch(key)
            return self.data[key], True
        if len(self.data) >= self.size:
            old, _ = self.buckets[self.least].popitem(last=False)
            del self.data[old], self.uses[old]
        self.data[key], self.uses[key], self.least = load(key), 1, 1
        self.buckets[1][key] = None
        return self.data[key], False


class TTL:
    """Expires entries after a number of ticks of its own clock."""

    def __init__(self, size, life):
        self.size, self.life, self.now, self.data = size, life, 0, {}

    def get(self, key, load):
        self.now += 1
        self.data = {k: v for k, v in self.data.items() if v[1] > self.now}
        if key in self.data:
            return self.data[key][0], True
        if len(self.data) >= self.size:
            del self.data[min(self.data, key=lambda k: self.data[k][1])]
        self.data[key] = load(key), self.now + self.life
        return self.data[key][0], False


rng = random.Random(3)
zipf = rng.choices(range(60), [1 / (k + 1) for k in range(60)], k=1500)
scan = [k for _ in range(20) for k in range(25)]
for label, pattern in (("zipf", zipf), ("scan", scan), ("mixed", [x for p in zip(zipf, scan) for x in p])):
    row = []
    for cache in (LRU(20), LFU(20), TTL(20, 50)):
        hits = Counter(cache.get(k, lambda k: k * k)[1] for k in pattern)
        row.append(f"{type(cache).__name__} {hits[True] / len(pattern):.3f}")
    print(f"{label:6}", " | ".join(row))


@lru_cache(maxsize=20)
def square(k):
    return k * k


for k in zipf:
    square(k)
print(square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info())
small = LRU(3)
for key in "abcadbe":
    _, hit = small.get(key, str.upper)
    print(key, "hit " if hit else "miss", list(small.data))
