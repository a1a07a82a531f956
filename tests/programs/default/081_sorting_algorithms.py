"""Eight sorting algorithms counted for comparisons and moves, plus stability and multi-key sorts."""
import heapq
import operator
import random
from collections import namedtuple


class Counted:
    comparisons = 0
    __slots__ = ("v",)

    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        Counted.comparisons += 1
        return self.v < other.v


def bubble(a):
    for end in range(len(a) - 1, 0, -1):
        swapped = False
        for i in range(end):
            if a[i + 1] < a[i]:
                a[i], a[i + 1] = a[i + 1], a[i]
                swapped = True
        if not swapped:
            break
    return a


def insertion(a):
    for i in range(1, len(a)):
        x, j = a[i], i
        while j and x < a[j - 1]:
            a[j] = a[j - 1]
            j -= 1
        a[j] = x
    return a


def selection(a):
    for i in range(len(a)):
        m = i
        for j in range(i + 1, len(a)):
            if a[j] < a[m]:
                m = j
        a[i], a[m] = a[m], a[i]
    return a


def shell(a):
    for gap in (23, 10, 4, 1):
        for i in range(gap, len(a)):
            x, j = a[i], i
            while j >= gap and x < a[j - gap]:
                a[j] = a[j - gap]
                j -= gap
            a[j] = x
    return a


def merge(a):
    if len(a) < 2:
        return a
    left, right, out = merge(a[:len(a) // 2]), merge(a[len(a) // 2:]), []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            out.append(right[j])
            j += 1
        else:
            out.append(left[i])
            i += 1
    return out + left[i:] + right[j:]


def quick(a):
    if len(a) < 2:
        return a
    pivot, less, rest = a[len(a) // 2], [], []
    for k, x in enumerate(a):
        if k != len(a) // 2:
            (less if x < pivot else rest).append(x)
    return quick(less) + [pivot] + quick(rest)


def heap(a):
    heapq.heapify(a)
    return [heapq.heappop(a) for _ in range(len(a))]


ALGORITHMS = (bubble, insertion, selection, shell, merge, quick, heap, sorted)
rng = random.Random(99)
INPUTS = {"random": [rng.randrange(1000) for _ in range(60)], "sorted": list(range(60)), "reversed": list(range(60, 0, -1)), "few": [rng.randrange(4) for _ in range(60)]}
print(f"{'':10}" + "".join(f"{n:>10}" for n in INPUTS))
for algorithm in ALGORITHMS:
    row = []
    for data in INPUTS.values():
        Counted.comparisons = 0
        out = algorithm([Counted(v) for v in data])
        assert [c.v for c in out] == sorted(data), algorithm.__name__
        row.append(Counted.comparisons)
    print(f"{algorithm.__name__:10}" + "".join(f"{n:>10}" for n in row))


def radix(ns):
    shift = 1
    while any(n // shift for n in ns):
        buckets = [[] for _ in range(10)]
        for n in ns:
            buckets[n // shift % 10].append(n)
        ns, shift = [n for b in buckets for n in b], shift * 10
    return ns


print("radix:", radix([170, 45, 75, 90, 802, 24, 2, 66]))
Film = namedtuple("Film", "title year stars")
films = [Film("Ran", 1985, 5), Film("Big", 1988, 3), Film("Jaws", 1975, 5), Film("Gigi", 1958, 3), Film("Help", 1965, 3)]
films.sort(key=operator.attrgetter("year"))
films.sort(key=operator.itemgetter(2), reverse=True)
print([f.title for f in films], [f.title for f in sorted(films, key=lambda f: (-f.stars, f.title))])
print(sorted("b2 A1 a10 a2 B1".split()), sorted("b2 A1 a10 a2 B1".split(), key=str.casefold), sorted([True, 0, 0.5, -1]), sorted({"b": 1, "a": 2}))
try:
    sorted([1, "a"])
except TypeError as e:
    print(e)
