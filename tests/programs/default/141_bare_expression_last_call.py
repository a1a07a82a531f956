"""Simulated dice statistics whose last statement is a bare call returning a dictionary."""
import random
from collections import Counter
from fractions import Fraction
from itertools import product


def exact(dice, sides=6, keep=None):
    counts = Counter(sum(sorted(r)[-(keep or dice):]) for r in product(range(1, sides + 1), repeat=dice))
    total = sides**dice
    return {k: Fraction(n, total) for k, n in sorted(counts.items())}


def simulate(dice, rolls, rng, keep=None):
    out = Counter()
    for _ in range(rolls):
        out[sum(sorted(rng.choices(range(1, 7), k=dice))[-(keep or dice):])] += 1
    return out


def moments(p):
    mean = sum(k * q for k, q in p.items())
    return mean, sum((k - mean) ** 2 * q for k, q in p.items())


rng = random.Random(1234)
for dice, keep in ((2, None), (3, None), (4, 3)):
    p = exact(dice, keep=keep)
    seen = simulate(dice, 3000, rng, keep)
    mean, variance = moments(p)
    print(f"{dice} dice{f' keep {keep}' if keep else ''}: mean {mean} = {float(mean):.4f}, variance {float(variance):.4f}, most likely {max(p, key=p.get)}")
    chi = sum((seen[k] - float(q) * 3000) ** 2 / (float(q) * 3000) for k, q in p.items())
    print(f"   simulated mean {sum(k * n for k, n in seen.items()) / 3000:.3f}, chi-squared {chi:.2f} on {len(p) - 1} degrees")
for k, q in exact(2).items():
    print(f"{k:>2} {str(q):>5} {'■' * (q.numerator * 36 // q.denominator)}")
beats = {(a, b): sum(x > y for x in f for y in g) for (a, f), (b, g) in product([("A", (2, 2, 4, 4, 9, 9)), ("B", (1, 1, 6, 6, 8, 8)), ("C", (3, 3, 5, 5, 7, 7))], repeat=2) if a != b}
print("nontransitive:", {a + ">" + b: f"{n}/36" for (a, b), n in beats.items() if n > 18})

exact(2)
