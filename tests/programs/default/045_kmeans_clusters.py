"""K-means with k-means++ seeding on generated points, silhouette scores and an ASCII plot."""
import math
import random
from collections import Counter

rng = random.Random(42)
CENTRES = [(10, 5), (40, 8), (25, 16)]
points = [(rng.gauss(cx, 3), rng.gauss(cy, 1.5)) for cx, cy in CENTRES for _ in range(40)]


def seed(points, k):
    out = [rng.choice(points)]
    while len(out) < k:
        weights = [min(math.dist(p, c) ** 2 for c in out) for p in points]
        out += rng.choices(points, weights)
    return out


def kmeans(points, k, rounds=50):
    centres = seed(points, k)
    for step in range(rounds):
        labels = [min(range(k), key=lambda i: math.dist(p, centres[i])) for p in points]
        moved = []
        for i in range(k):
            mine = [p for p, l in zip(points, labels) if l == i]
            moved.append(tuple(sum(v) / len(mine) for v in zip(*mine)) if mine else centres[i])
        if moved == centres:
            break
        centres = moved
    return centres, labels, step


def silhouette(points, labels):
    total = 0
    for p, l in zip(points, labels):
        dist = {}
        for q, m in zip(points, labels):
            if p is not q:
                dist.setdefault(m, []).append(math.dist(p, q))
        own = sum(dist.get(l, [0])) / max(1, len(dist.get(l, [0])))
        other = min(sum(d) / len(d) for m, d in dist.items() if m != l)
        total += (other - own) / max(own, other)
    return total / len(points)


best = {}
for k in (2, 3, 4):
    centres, labels, steps = min((kmeans(points, k) for _ in range(4)), key=lambda r: sum(math.dist(p, r[0][l]) ** 2 for p, l in zip(points, r[1])))
    best[k] = centres, labels
    inertia = sum(math.dist(p, centres[l]) ** 2 for p, l in zip(points, labels))
    print(f"k={k}: inertia {inertia:9.2f} silhouette {silhouette(points, labels):.4f} sizes {sorted(Counter(labels).values())}")

centres, labels = best[3]
order = sorted(range(3), key=lambda i: centres[i])
for i in order:
    print("centre", " ".join(f"{v:6.2f}" for v in centres[i]))
grid = [[" "] * 52 for _ in range(22)]
for (x, y), l in zip(points, labels):
    if 0 <= round(x) < 52 and 0 <= round(y) < 22:
        grid[round(y)][round(x)] = "abc"[order.index(l)]
for i in order:
    grid[round(centres[i][1])][round(centres[i][0])] = "+"
print("\n".join("".join(r).rstrip() for r in grid))
