"""Combinatorial numbers with their objects: Catalan trees, Bell partitions, Stirling, derangements."""
from functools import cache
from itertools import count, islice, permutations
from math import comb, factorial


@cache
def catalan(n):
    return 1 if n == 0 else sum(catalan(i) * catalan(n - 1 - i) for i in range(n))


def brackets(n, open_=0):
    if n == 0 and open_ == 0:
        yield ""
        return
    if n:
        yield from ("(" + rest for rest in brackets(n - 1, open_ + 1))
    if open_:
        yield from (")" + rest for rest in brackets(n, open_ - 1))


def set_partitions(items):
    if not items:
        yield []
        return
    first, *rest = items
    for part in set_partitions(rest):
        yield [[first], *part]
        for i, block in enumerate(part):
            yield [*part[:i], [first, *block], *part[i + 1:]]


@cache
def stirling2(n, k):
    if n == k:
        return 1
    return 0 if k == 0 or k > n else k * stirling2(n - 1, k) + stirling2(n - 1, k - 1)


def partitions(n, largest=None):
    if n == 0:
        yield ()
    for k in range(min(n, largest or n), 0, -1):
        yield from ((k, *rest) for rest in partitions(n - k, k))


@cache
def partition_count(n):
    if n < 0:
        return 0
    if n == 0:
        return 1
    total = 0
    for k in count(1):
        g = k * (3 * k - 1) // 2
        if g > n:
            return total
        total += (-1) ** (k + 1) * (partition_count(n - g) + partition_count(n - g - k))


def derangements(n):
    return sum((-1) ** k * factorial(n) // factorial(k) for k in range(n + 1))


def young(shape):
    return "/".join("▢" * row for row in shape)


def hooks(shape):
    columns = [sum(r > c for r in shape) for c in range(shape[0])]
    total = 1
    for i, row in enumerate(shape):
        for j in range(row):
            total *= row - j + columns[j] - i - 1
    return factorial(sum(shape)) // total


print("Catalan:", [catalan(n) for n in range(10)], all(catalan(n) == comb(2 * n, n) // (n + 1) for n in range(30)))
print("brackets(3):", *brackets(3))
parts = list(set_partitions([1, 2, 3, 4]))
print("Bell(4) =", len(parts), "sizes", [sum(len(p) == k for p in parts) for k in range(1, 5)], [stirling2(4, k) for k in range(1, 5)])
print("some:", [p for p in parts if len(p) == 2][:4])
print("partitions of 6:", *("+".join(map(str, p)) for p in partitions(6)), sep="  ")
print("counts agree:", all(partition_count(n) == sum(1 for _ in partitions(n)) for n in range(22)), "p(100) =", partition_count(100))
print("derangements:", [derangements(n) for n in range(8)], derangements(5) == sum(all(i != v for i, v in enumerate(p)) for p in permutations(range(5))))
print("tableaux:", {young(s): hooks(s) for s in partitions(4)}, "sum of squares", sum(hooks(s) ** 2 for s in partitions(6)), factorial(6))
row = [1]
for _ in range(9):
    print(" ".join(f"{v:^5}" for v in row).center(60).rstrip())
    row = [a + b for a, b in zip([0] + row, row + [0])]
print("odd entries in 32 rows:", sum(comb(n, k) & 1 for n in range(32) for k in range(n + 1)), list(islice((n for n in count() if partition_count(n) % 5 == 0), 6)))
