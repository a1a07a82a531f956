"""Exact polynomial arithmetic: division, gcd, composition, roots and interpolation."""
from fractions import Fraction
from itertools import zip_longest


class Poly:
    def __init__(self, *coeffs):
        c = [Fraction(x) for x in coeffs]
        while c and c[-1] == 0:
            c.pop()
        self.c = tuple(c)

    @property
    def degree(self):
        return len(self.c) - 1

    def __add__(self, o):
        return Poly(*(a + b for a, b in zip_longest(self.c, lift(o).c, fillvalue=0)))

    __radd__ = __add__

    def __neg__(self):
        return Poly(*(-a for a in self.c))

    def __sub__(self, o):
        return self + -lift(o)

    def __mul__(self, o):
        o = lift(o)
        out = [Fraction(0)] * (len(self.c) + len(o.c))
        for i, a in enumerate(self.c):
            for j, b in enumerate(o.c):
                out[i + j] += a * b
        return Poly(*out)

    __rmul__ = __mul__

    def __divmod__(self, o):
        if not o.c:
            raise ZeroDivisionError("division by the zero polynomial")
        quotient, rest = Poly(), self
        while rest.degree >= o.degree:
            term = Poly(*[0] * (rest.degree - o.degree), rest.c[-1] / o.c[-1])
            quotient, rest = quotient + term, rest - term * o
        return quotient, rest

    def __call__(self, x):
        total = x * 0
        for a in reversed(self.c):
            total = total * x + a
        return total

    def __eq__(self, o):
        return self.c == lift(o).c

    def __str__(self):
        parts = []
        for power in range(self.degree, -1, -1):
            a = self.c[power]
            if a:
                body = "" if abs(a) == 1 and power else f"{abs(a)}"
                body += "" if power == 0 else "x" if power == 1 else f"x^{power}"
                parts.append((" - " if a < 0 else " + ") + body)
        text = "".join(parts) or " + 0"
        return text[3:] if text[1] == "+" else "-" + text[3:]

    def derivative(self):
        return Poly(*(i * a for i, a in enumerate(self.c)))[1:] if self.c else self

    def __getitem__(self, s):
        return Poly(*self.c[s])

    def monic(self):
        return self * (1 / self.c[-1]) if self.c else self


def lift(v):
    return v if isinstance(v, Poly) else Poly(v)


def gcd(a, b):
    while b.c:
        a, b = b, divmod(a, b)[1]
    return a.monic()


def rational_roots(p):
    scale = 1
    for a in p.c:
        scale *= a.denominator
    lead, last = int(p.c[-1] * scale), int(p.c[0] * scale)
    divisors = lambda n: [d for d in range(1, abs(n) + 1) if n % d == 0]
    return sorted({s * Fraction(a, b) for a in divisors(last) for b in divisors(lead) for s in (1, -1) if p(s * Fraction(a, b)) == 0})


def interpolate(points):
    total = Poly()
    for i, (xi, yi) in enumerate(points):
        term = Poly(yi)
        for j, (xj, _) in enumerate(points):
            if i != j:
                term = term * Poly(-xj, 1) * Fraction(1, xi - xj)
        total = total + term
    return total


x = Poly(0, 1)
p, q = x * x * x - 6 * x * x + 11 * x - 6, x * x - 1
print("p =", p, "| q =", q)
print("p + q =", p + q, "| p * q =", p * q)
print("p divmod q:", *divmod(p, q), sep=" ; ")
print("gcd:", gcd(p, q), "| derivative:", p.derivative(), "| degree:", (p * q).degree)
print("roots:", *rational_roots(p), "|", *rational_roots(Poly(-1, -1, 6)))
print("p(q(x)) =", p(q), "| p(1/2) =", p(Fraction(1, 2)))
print("through squares:", interpolate([(0, 0), (1, 1), (2, 4), (3, 9)]))
print("sum of cubes:", interpolate([(n, sum(k**3 for k in range(n + 1))) for n in range(5)]))
square_free = p * q * q
print("square-free part:", divmod(square_free, gcd(square_free, square_free.derivative()))[0])
try:
    divmod(p, Poly(0, 0))
except ZeroDivisionError as e:
    print(e)
print(Poly() == 0, str(Poly()), Poly(3) == 3, -x)
