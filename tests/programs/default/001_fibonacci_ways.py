"""Fibonacci numbers by memoised recursion, iteration and matrix powers, cross-checked."""
from functools import lru_cache


@lru_cache(maxsize=None)
def fib_memo(n):
    return n if n < 2 else fib_memo(n - 1) + fib_memo(n - 2)


def fib_iter(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def mat_mul(x, y, mod=None):
    out = [[sum(x[i][k] * y[k][j] for k in range(2)) for j in range(2)] for i in range(2)]
    if mod:
        out = [[v % mod for v in row] for row in out]
    return out


def fib_matrix(n, mod=None):
    result, base = [[1, 0], [0, 1]], [[1, 1], [1, 0]]
    while n:
        if n & 1:
            result = mat_mul(result, base, mod)
        base = mat_mul(base, base, mod)
        n >>= 1
    return result[0][1]


for n in (0, 1, 2, 10, 25, 50):
    a, b, c = fib_memo(n), fib_iter(n), fib_matrix(n)
    print(f"F({n:>2}) = {a:<12} agree={a == b == c}")

info = fib_memo.cache_info()
print("cache:", info.hits, "hits,", info.misses, "misses,", info.currsize, "entries")
print("F(10**18) mod 1000007 =", fib_matrix(10**18, 1000007))


def pisano(m):
    a, b = 0, 1
    for period in range(1, m * 6 + 2):
        a, b = b, (a + b) % m
        if (a, b) == (0, 1):
            return period
    return None


print("Pisano periods:", {m: pisano(m) for m in range(2, 13)})
big = fib_iter(5000)
digits = str(big)
print("F(5000) has", len(digits), "digits, begins", digits[:8], "ends", digits[-8:], "digit sum", sum(map(int, digits)))
