"""Seeded Monte Carlo estimates: pi, a dice game, the birthday problem and a random walk."""
import math
import random
from collections import Counter

rng = random.Random(20240229)


def pi_estimate(n):
    inside = sum(rng.random() ** 2 + rng.random() ** 2 <= 1 for _ in range(n))
    p = inside / n
    return 4 * p, 4 * math.sqrt(p * (1 - p) / n)


for n in (100, 1000, 20000):
    value, error = pi_estimate(n)
    print(f"n={n:<6} pi ~ {value:.4f} +- {error:.4f} within 3 sigma: {abs(value - math.pi) < 3 * error}")


def craps():
    roll = lambda: rng.randint(1, 6) + rng.randint(1, 6)
    first = roll()
    if first in (7, 11):
        return True
    if first in (2, 3, 12):
        return False
    while True:
        r = roll()
        if r in (first, 7):
            return r == first


wins = sum(craps() for _ in range(8000))
print(f"craps win rate {wins / 8000:.4f} (exact {244 / 495:.4f})")

for people in (10, 23, 40):
    hits = sum(len(set(rng.choices(range(365), k=people))) < people for _ in range(2000))
    exact = 1 - math.perm(365, people) / 365**people
    print(f"{people} people: shared birthday {hits / 2000:.3f} exact {exact:.3f}")

ends = Counter(sum(rng.choices((-1, 1), k=20)) for _ in range(4000))
for place in range(-12, 13, 2):
    print(f"{place:+4d} {'#' * (ends[place] // 20)}")
deck = [f"{r}{s}" for s in "CDHS" for r in "A23456789TJQK"]
rng.shuffle(deck)
print("hand:", *sorted(deck[:5]), "| sample:", rng.sample(range(100), 6), "| triangular:", round(rng.triangular(0, 10, 3), 4))
print("gauss:", [round(rng.gauss(0, 1), 4) for _ in range(3)], "expo:", round(rng.expovariate(2), 4), "bits:", rng.getrandbits(20))
state = rng.getstate()
a = [rng.randrange(1000) for _ in range(5)]
rng.setstate(state)
print("replay equal:", a == [rng.randrange(1000) for _ in range(5)], rng.randbytes(4).hex(), rng.uniform(2, 3) < 3)
random.seed("word")
print([random.randint(1, 50) for _ in range(6)], random.betavariate(2, 5) < 1, round(random.lognormvariate(0, 1), 4))
