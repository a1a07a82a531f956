"""Bisect-based lookups: grades, tax bands, a sorted list class and longest increasing runs."""
import bisect
from bisect import bisect_left, bisect_right, insort
from itertools import accumulate
from operator import itemgetter
import random


def grade(score, cuts=(50, 60, 70, 80, 90), letters="FEDCBA"):
    return letters[bisect_right(cuts, score)]


print([f"{s}:{grade(s)}" for s in (0, 49, 50, 69, 70, 89, 90, 100)])

BANDS = [(0, 0.0), (12_570, 0.20), (50_270, 0.40), (125_140, 0.45)]


def tax(income):
    starts = [b for b, _ in BANDS]
    top = bisect_right(starts, income)
    edges = starts[:top] + [income]
    return sum((b - a) * rate for a, b, (_, rate) in zip(edges, edges[1:], BANDS))


for income in (9_000, 12_570, 30_000, 80_000, 200_000):
    print(f"{income:>8,} pays {tax(income):>10,.2f} ({tax(income) / income:.1%})")


class SortedList:
    def __init__(self, items=(), key=None):
        self.key = key or (lambda v: v)
        self.items = sorted(items, key=self.key)

    def add(self, item):
        insort(self.items, item, key=self.key)

    def between(self, low, high):
        return self.items[bisect_left(self.items, low, key=self.key):bisect_right(self.items, high, key=self.key)]

    def nearest(self, value):
        i = bisect_left(self.items, value, key=self.key)
        return min(self.items[max(0, i - 1):i + 1], key=lambda v: abs(self.key(v) - value))


cities = SortedList([("Oslo", 709), ("Riga", 605), ("Bern", 134), ("Graz", 298), ("Cork", 224)], key=itemgetter(1))
cities.add(("Gent", 265))
print(cities.items)
print(cities.between(200, 300), cities.nearest(500), cities.nearest(9999))


def longest_increasing(xs):
    tails, index, back = [], [], []
    for i, x in enumerate(xs):
        j = bisect_left(tails, x)
        back.append(index[j - 1] if j else None)
        tails[j:j + 1] = [x]
        index[j:j + 1] = [i]
    out, i = [], index[-1]
    while i is not None:
        out.append(xs[i])
        i = back[i]
    return out[::-1]


print(longest_increasing([10, 9, 2, 5, 3, 7, 101, 18, 4, 20, 6]))
rng = random.Random(8)
perm = rng.sample(range(1000), 1000)
found = longest_increasing(perm)
print("random permutation of 1000:", len(found), found[:5])
weights = {"common": 70, "rare": 25, "epic": 4, "legendary": 1}
cumulative = list(accumulate(weights.values()))
names = list(weights)
draws = [names[bisect.bisect(cumulative, rng.random() * cumulative[-1])] for _ in range(1000)]
print({n: draws.count(n) for n in names})
print(bisect_left([1, 2, 2, 2, 3], 2), bisect_right([1, 2, 2, 2, 3], 2), bisect_left([], 5), bisect_right("aabbcc", "b", 0, 3))
found[:3]
