"""Consistent hashing with virtual nodes: key movement when servers join, leave or differ in weight."""
import bisect
import hashlib
from collections import Counter


def point(text):
    return int.from_bytes(hashlib.md5(text.encode()).digest()[:4], "big")


class Ring:
    def __init__(self, nodes=(), replicas=64):
        self.replicas, self.points, self.owner = replicas, [], {}
        for n in nodes:
            self.add(n)

    def add(self, node, weight=1):
        for i in range(self.replicas * weight):
            p = point(f"{node}#{i}")
            bisect.insort(self.points, p)
            self.owner[p] = node

    def remove(self, node):
        self.points = [p for p in self.points if self.owner[p] != node]
        self.owner = {p: n for p, n in self.owner.items() if n != node}

    def node(self, key):
        if not self.points:
            raise LookupError("empty ring")
        return self.owner[self.points[bisect.bisect(self.points, point(key)) % len(self.points)]]

    def preference(self, key, n):
        at, out = bisect.bisect(self.points, point(key)), []
        for i in range(len(self.points)):
            node = self.owner[self.points[(at + i) % len(self.points)]]
            if node not in out:
                out.append(node)
                if len(out) == n:
                    break
        return out


def rendezvous(key, nodes):
    return max(nodes, key=lambda n: (point(f"{n}/{key}"), n))


KEYS = [f"item-{i}" for i in range(2000)]
SERVERS = ["ant", "bee", "cow", "dog"]
ring = Ring(SERVERS)
before = {k: ring.node(k) for k in KEYS}
print("load:", dict(sorted(Counter(before.values()).items())))
ring.add("elk")
after = {k: ring.node(k) for k in KEYS}
moved = [k for k in KEYS if before[k] != after[k]]
print(f"joined elk: moved {len(moved) / len(KEYS):.1%}, all to elk: {all(after[k] == 'elk' for k in moved)}")
ring.remove("bee")
gone = {k: ring.node(k) for k in KEYS}
print(f"left bee: moved {sum(after[k] != gone[k] for k in KEYS) / len(KEYS):.1%}, only bee's keys: {all(after[k] == 'bee' for k in KEYS if after[k] != gone[k])}")
ring.add("fox", weight=3)
print("weighted:", dict(sorted(Counter(map(ring.node, KEYS)).items())))
naive = sum(point(k) % 4 != point(k) % 5 for k in KEYS)
print(f"modulo hashing would have moved {naive / len(KEYS):.1%}")
print("replica sets:", [ring.preference(k, 3) for k in KEYS[:3]], len(ring.preference("x", 9)))
for replicas in (1, 8, 64, 256):
    load = Counter(map(Ring(SERVERS, replicas).node, KEYS))
    print(f"replicas {replicas:>3}: heaviest/lightest = {max(load.values()) / min(load.get(s, 0) or 1 for s in SERVERS):.2f}")
hrw = Counter(rendezvous(k, SERVERS) for k in KEYS)
print("rendezvous:", dict(sorted(hrw.items())), sum(rendezvous(k, SERVERS) != rendezvous(k, SERVERS[:3]) for k in KEYS) == hrw["dog"])
try:
    Ring().node("x")
except LookupError as e:
    print(e)
