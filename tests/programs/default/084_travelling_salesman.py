"""Travelling salesman: exact bitmask DP against nearest neighbour, 2-opt and simulated annealing."""
import math
import random
from functools import cache

rng = random.Random(4)
CITIES = [(rng.randrange(60), rng.randrange(20)) for _ in range(11)]
N = len(CITIES)
D = [[math.dist(a, b) for b in CITIES] for a in CITIES]


def length(tour):
    return sum(D[a][b] for a, b in zip(tour, tour[1:] + tour[:1]))


def exact():
    @cache
    def best(left, at):
        if not left:
            return D[at][0], (at,)
        options = []
        rest = left
        while rest:
            bit = rest & -rest
            rest ^= bit
            j = bit.bit_length() - 1
            d, tail = best(left ^ bit, j)
            options.append((D[at][j] + d, (at, *tail)))
        return min(options)
    tour = list(best((1 << N) - 2, 0)[1])
    return tour, best.cache_info().currsize


def nearest(start=0):
    tour, left = [start], set(range(N)) - {start}
    while left:
        nxt = min(left, key=lambda j: (D[tour[-1]][j], j))
        left.remove(nxt)
        tour.append(nxt)
    return tour


def two_opt(tour):
    improved = True
    while improved:
        improved = False
        for i in range(1, N - 1):
            for j in range(i + 1, N):
                new = tour[:i] + tour[i:j + 1][::-1] + tour[j + 1:]
                if length(new) < length(tour) - 1e-9:
                    tour, improved = new, True
    return tour


def anneal(tour, steps=6000):
    best, heat = tour[:], 20.0
    for _ in range(steps):
        i, j = sorted(rng.sample(range(1, N), 2))
        new = tour[:i] + tour[i:j + 1][::-1] + tour[j + 1:]
        change = length(new) - length(tour)
        if change < 0 or rng.random() < math.exp(-change / heat):
            tour = new
            if length(tour) < length(best):
                best = tour[:]
        heat *= 0.999
    return best


tour, states = exact()
results = {"exact": tour, "nearest": nearest(), "2-opt": two_opt(nearest()), "anneal": anneal(rng.sample(range(N), N))}
for name, t in results.items():
    at = t.index(0)
    t = t[at:] + t[:at]
    t = min(t, t[:1] + t[:0:-1])
    print(f"{name:8} {length(t):8.3f} {t}")
    assert sorted(t) == list(range(N))
print("states in the exact table:", states)
spread = [length(nearest(s)) for s in range(N)]
print(f"nearest neighbour by start: best {min(spread):.3f} worst {max(spread):.3f}")
grid = [["."] * 60 for _ in range(20)]
for a, b in zip(tour, tour[1:] + tour[:1]):
    (x1, y1), (x2, y2) = CITIES[a], CITIES[b]
    for s in range(41):
        grid[round(y1 + (y2 - y1) * s / 40)][round(x1 + (x2 - x1) * s / 40)] = "-"
for i, (x, y) in enumerate(CITIES):
    grid[y][x] = "ABCDEFGHIJK"[i]
print("\n".join("".join(r) for r in grid))
