"""Polynomial and big-number products by a number-theoretic transform, with a few applications."""
from itertools import zip_longest

MOD, ROOT = 998_244_353, 3


def ntt(a, inverse=False):
    n = len(a)
    j = 0
    for i in range(1, n):
        bit = n >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j |= bit
        if i < j:
            a[i], a[j] = a[j], a[i]
    size = 2
    while size <= n:
        w = pow(ROOT, (MOD - 1) // size, MOD)
        if inverse:
            w = pow(w, -1, MOD)
        for start in range(0, n, size):
            t = 1
            for k in range(start, start + size // 2):
                u, v = a[k], a[k + size // 2] * t % MOD
                a[k], a[k + size // 2] = (u + v) % MOD, (u - v) % MOD
                t = t * w % MOD
        size *= 2
    if inverse:
        scale = pow(n, -1, MOD)
        a = [x * scale % MOD for x in a]
    return a


def multiply(p, q):
    need = len(p) + len(q) - 1
    n = 1 << (need - 1).bit_length()
    a, b = ntt(p + [0] * (n - len(p))), ntt(q + [0] * (n - len(q)))
    return ntt([x * y % MOD for x, y in zip(a, b)], inverse=True)[:need]


def schoolbook(p, q):
    out = [0] * (len(p) + len(q) - 1)
    for i, x in enumerate(p):
        for j, y in enumerate(q):
            out[i + j] += x * y
    return out


def multiply_numbers(a, b):
    chunk = 3
    split = lambda n: [int(str(n)[max(0, i - chunk):i]) for i in range(len(str(n)), 0, -chunk)]
    carry, out = 0, []
    for v in multiply(split(a), split(b)):
        carry, digit = divmod(v + carry, 10**chunk)
        out.append(digit)
    while carry:
        carry, digit = divmod(carry, 10**chunk)
        out.append(digit)
    return int("".join(f"{d:03}" for d in reversed(out)))


def power_series_inverse(p, n):
    inv = [pow(p[0], -1, MOD)]
    while len(inv) < n:
        size = min(2 * len(inv), n)
        t = multiply(p[:size], inv)[:size]
        t = [(2 * (i == 0) - v) % MOD for i, v in enumerate(t)]
        inv = multiply(inv, t)[:size]
    return inv


print("transform round trip:", ntt(ntt([1, 2, 3, 4, 0, 0, 0, 0]), inverse=True))
print("(1+2x+3x^2)(4+5x) =", multiply([1, 2, 3], [4, 5]))
p, q = [(i * 7919) % 101 for i in range(90)], [(i * i) % 89 for i in range(70)]
print("agrees with schoolbook:", multiply(p, q) == schoolbook(p, q))
a, b = 3**400, 7**300
print("big product correct:", multiply_numbers(a, b) == a * b, len(str(a * b)), "digits")
fib = power_series_inverse([1, MOD - 1, MOD - 1], 16)
print("1/(1-x-x^2):", fib)
dice = [1]
for _ in range(5):
    dice = multiply(dice, [0, 1, 1, 1, 1, 1, 1])
print("five dice:", dice[5:], "total", sum(dice) == 6**5, "P(sum=17)", f"{dice[17] / 6**5:.4f}")
text, pattern = "abracadabra", "a?r"
score = [0] * (len(text) + len(pattern) - 1)
for letter in set(pattern) - {"?"}:
    hits = multiply([int(c == letter) for c in text], [int(c == letter) for c in reversed(pattern)])
    score = [x + y for x, y in zip_longest(score, hits, fillvalue=0)]
need = len(pattern) - pattern.count("?")
print("wildcard matches at", [i - len(pattern) + 1 for i, v in enumerate(score) if v == need])
coins = [1]
for c in (1, 2, 5, 10):
    coins = multiply(coins, [int(i % c == 0) for i in range(31)])[:31]
print("ways to pay 30:", coins[30])
