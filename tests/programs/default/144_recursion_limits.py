"""Recursion handled with care: deep structures caught, rewritten iteratively, and counted."""
from functools import lru_cache


def nest(n):
    out = []
    for _ in range(n):
        out = [out]
    return out


def depth_recursive(x):
    return 1 + max(map(depth_recursive, x), default=0)


def depth_iterative(x):
    best, stack = 0, [(x, 1)]
    while stack:
        node, d = stack.pop()
        best = max(best, d)
        stack.extend((child, d + 1) for child in node)
    return best


for n in (10, 200, 5000):
    try:
        print(n, "recursive:", depth_recursive(nest(n)))
    except RecursionError as e:
        print(n, "recursive:", type(e).__name__, "-", e)
    print(n, "iterative:", depth_iterative(nest(n)))


def ackermann(m, n):
    stack = [m]
    steps = 0
    while stack:
        steps += 1
        m = stack.pop()
        if m == 0:
            n += 1
        elif n == 0:
            stack.append(m - 1)
            n = 1
        else:
            stack.extend((m - 1, m))
            n -= 1
    return n, steps


print("ackermann:", [ackermann(2, n) for n in range(4)], ackermann(3, 4))


def trampoline(f, *args):
    result = f(*args)
    while callable(result):
        result = result()
    return result


def is_even(n):
    return True if n == 0 else lambda: is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else lambda: is_even(n - 1)


print("trampolined:", trampoline(is_even, 10_000), trampoline(is_odd, 10_000))


@lru_cache(None)
def stairs(n):
    return 1 if n < 2 else stairs(n - 1) + stairs(n - 2)


try:
    print(stairs(5000) % 1000)
except RecursionError:
    print("too deep at once")
for n in range(0, 5001, 100):
    stairs(n)
print("warmed up:", stairs(5000) % 100_000)


def hanoi(n, a="A", b="B", c="C"):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield n, a, c
        yield from hanoi(n - 1, c and b, a, c)


moves = list(hanoi(4))
print(len(moves), " ".join(f"{n}{a}{c}" for n, a, c in moves[:8]))
pegs = {"A": [4, 3, 2, 1], "B": [], "C": []}
for n, a, c in moves:
    disc = pegs[a].pop()
    assert disc == n and (not pegs[c] or pegs[c][-1] > n)
    pegs[c].append(disc)
print(pegs)


class Chain:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n == 0 or Chain(self.n - 1) == Chain(other.n - 1)


try:
    print(Chain(50) == Chain(50), Chain(5000) == Chain(5000))
except RecursionError as e:
    print("comparison:", e)


def how_deep(n=1):
    try:
        return how_deep(n + 1)
    except RecursionError:
        return n


print("frames available:", how_deep())
