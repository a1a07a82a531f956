"""Minimum spanning trees by Kruskal with union-find and by Prim, on a seeded random graph."""
import heapq
import random


class DisjointSets:
    def __init__(self, n):
        self.parent = list(range(n))
        self.size = [1] * n
        self.sets = n

    def find(self, x):
        while self.parent[x] != x:
            self.parent[x] = self.parent[self.parent[x]]
            x = self.parent[x]
        return x

    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self.size[a] < self.size[b]:
            a, b = b, a
        self.parent[b] = a
        self.size[a] += self.size[b]
        self.sets -= 1
        return True


def random_graph(n, extra, rng):
    edges = {}
    for v in range(1, n):
        edges[(rng.randrange(v), v)] = rng.randint(1, 99)
    while len(edges) < n - 1 + extra:
        a, b = sorted(rng.sample(range(n), 2))
        edges.setdefault((a, b), rng.randint(1, 99))
    return edges


def kruskal(n, edges):
    sets = DisjointSets(n)
    return [(w, a, b) for (a, b), w in sorted(edges.items(), key=lambda e: (e[1], e[0])) if sets.union(a, b)]


def prim(n, edges):
    near = [[] for _ in range(n)]
    for (a, b), w in edges.items():
        near[a].append((w, b))
        near[b].append((w, a))
    seen, total, heap = {0}, 0, list(near[0])
    heapq.heapify(heap)
    while len(seen) < n:
        w, v = heapq.heappop(heap)
        if v in seen:
            continue
        seen.add(v)
        total += w
        for edge in near[v]:
            heapq.heappush(heap, edge)
    return total


rng = random.Random(2024)
for n, extra in ((6, 4), (12, 20), (60, 200)):
    edges = random_graph(n, extra, rng)
    tree = kruskal(n, edges)
    weight = sum(w for w, _, _ in tree)
    print(f"{n} nodes, {len(edges)} edges: kruskal {weight}, prim {prim(n, edges)}, heaviest edge {max(tree)[0]}")
    if n <= 12:
        for w, a, b in tree:
            print(f"   {a:>2} -- {b:<2} cost {w}")
sets = DisjointSets(10)
for a, b in ((0, 1), (2, 3), (1, 3), (4, 5), (0, 2)):
    print(a, b, "joined" if sets.union(a, b) else "already together", "| sets left:", sets.sets)
