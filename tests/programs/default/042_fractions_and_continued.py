"""Egyptian fractions, continued fractions, Stern-Brocot search and Farey sequences."""
import math
from fractions import Fraction
from itertools import islice


def egyptian(f):
    while f:
        d = -(-f.denominator // f.numerator)
        yield d
        f -= Fraction(1, d)


def continued(f):
    while True:
        whole = math.floor(f)
        yield whole
        if f == whole:
            return
        f = 1 / (f - whole)


def sqrt_terms(n):
    a0 = math.isqrt(n)
    yield a0
    if a0 * a0 == n:
        return
    m, d, a = 0, 1, a0
    while True:
        m = d * a - m
        d = (n - m * m) // d
        a = (a0 + m) // d
        yield a


def convergents(terms):
    (h, hp), (k, kp) = (1, 0), (0, 1)
    for a in terms:
        h, hp, k, kp = a * h + hp, h, a * k + kp, k
        yield Fraction(h, k)


def stern_brocot(target, limit=40):
    low, high, path = (0, 1), (1, 0), ""
    while len(path) < limit:
        mid = Fraction(low[0] + high[0], low[1] + high[1])
        if mid == target:
            return path
        if target < mid:
            high, path = (mid.numerator, mid.denominator), path + "L"
        else:
            low, path = (mid.numerator, mid.denominator), path + "R"
    return path + "…"


def farey(n):
    a, b, c, d = 0, 1, 1, n
    yield Fraction(a, b)
    while c <= n:
        k = (n + b) // d
        a, b, c, d = c, d, k * c - a, k * d - b
        yield Fraction(a, b)


for text in ("4/13", "7/15", "0.3125", "8/11"):
    f = Fraction(text)
    print(f, "=", " + ".join(f"1/{d}" for d in egyptian(f)), "| cf", list(continued(f)), "|", stern_brocot(f))
for n in (2, 7, 13, 16):
    print(f"sqrt({n}):", list(islice(sqrt_terms(n), 8)), "->", *map(str, islice(convergents(sqrt_terms(n)), 6)))
pi = Fraction(355, 113)
print("355/113 error", f"{abs(float(pi) - math.pi):.3e}", "best under 100:", Fraction(math.pi).limit_denominator(100))
print("F6:", *farey(6), "count", len(list(farey(20))))
for n in (2, 3, 13, 61):
    x = next(c for c in convergents(sqrt_terms(n)) if c.numerator**2 - n * c.denominator**2 == 1)
    print(f"Pell x^2 - {n}y^2 = 1: x={x.numerator}, y={x.denominator}")
print(Fraction(3, 4) ** -2, Fraction(7, 3) // 1, Fraction(-7, 3) % 1, round(Fraction(5, 2)), Fraction("-1.25e-1"), Fraction(1, 4) + 0.5)
print(sum(Fraction(1, n) for n in range(1, 11)), Fraction(6, -8), Fraction(1, 2) == 0.5, Fraction(10**6, 3).limit_denominator(1))
for bad in ((1, 0), ("a/b",), (0.5, 2)):
    try:
        Fraction(*bad)
    except (ZeroDivisionError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
