"""Custom numbers: modular integers, dual numbers, quaternions and intervals, using the numbers ABCs."""
import math
import numbers
from decimal import Decimal
from fractions import Fraction


class Mod:
    def __init__(self, value, n):
        self.value, self.n = value % n, n

    def _other(self, o):
        if isinstance(o, Mod):
            if o.n != self.n:
                raise ValueError(f"moduli differ: {self.n} and {o.n}")
            return o.value
        return o if isinstance(o, numbers.Integral) else NotImplemented

    def _op(f):
        def method(self, o):
            v = self._other(o)
            return NotImplemented if v is NotImplemented else Mod(f(self, v), self.n)
        return method

    __add__ = __radd__ = _op(lambda s, v: s.value + v)
    __sub__ = _op(lambda s, v: s.value - v)
    __rsub__ = _op(lambda s, v: v - s.value)
    __mul__ = __rmul__ = _op(lambda s, v: s.value * v)
    __truediv__ = _op(lambda s, v: s.value * pow(v, -1, s.n))

    def __pow__(self, k):
        return Mod(pow(self.value, k, self.n), self.n)

    def __neg__(self):
        return Mod(-self.value, self.n)

    def __eq__(self, o):
        return self._other(o) % self.n == self.value if isinstance(o, (Mod, numbers.Integral)) else NotImplemented

    def __hash__(self):
        return hash((self.value, self.n))

    def __int__(self):
        return self.value

    __index__ = __int__

    def __repr__(self):
        return f"{self.value} (mod {self.n})"


class Dual:
    """a + b*eps, for automatic differentiation."""

    def __init__(self, a, b=0.0):
        self.a, self.b = a, b

    def __add__(self, o):
        o = lift(o)
        return Dual(self.a + o.a, self.b + o.b)

    def __mul__(self, o):
        o = lift(o)
        return Dual(self.a * o.a, self.a * o.b + self.b * o.a)

    def __truediv__(self, o):
        o = lift(o)
        return Dual(self.a / o.a, (self.b * o.a - self.a * o.b) / o.a**2)

    def __pow__(self, n):
        return Dual(self.a**n, n * self.a ** (n - 1) * self.b)

    __radd__, __rmul__ = __add__, __mul__

    def __rtruediv__(self, o):
        return lift(o) / self

    def sin(self):
        return Dual(math.sin(self.a), math.cos(self.a) * self.b)


def lift(v):
    return v if isinstance(v, Dual) else Dual(v)


def derivative(f, x):
    return f(Dual(x, 1)).b


class Quaternion:
    def __init__(self, w, x=0, y=0, z=0):
        self.q = (w, x, y, z)

    def __mul__(self, o):
        a, b, c, d = self.q
        e, f, g, h = o.q
        return Quaternion(a * e - b * f - c * g - d * h, a * f + b * e + c * h - d * g, a * g - b * h + c * e + d * f, a * h + b * g - c * f + d * e)

    def conjugate(self):
        w, x, y, z = self.q
        return Quaternion(w, -x, -y, -z)

    def __abs__(self):
        return math.hypot(*self.q)

    def rotate(self, v):
        return [round(c, 6) + 0.0 for c in (self * Quaternion(0, *v) * self.conjugate()).q[1:]]

    def __eq__(self, o):
        return self.q == o.q

    def __repr__(self):
        return "".join(f"{c:+g}{u}" for c, u in zip(self.q, ("", "i", "j", "k")) if c) or "0"


class Interval:
    def __init__(self, lo, hi=None):
        self.lo, self.hi = lo, lo if hi is None else hi

    def __add__(self, o):
        return Interval(self.lo + o.lo, self.hi + o.hi)

    def __mul__(self, o):
        ps = [a * b for a in (self.lo, self.hi) for b in (o.lo, o.hi)]
        return Interval(min(ps), max(ps))

    def __contains__(self, v):
        return self.lo <= v <= self.hi

    def __bool__(self):
        return self.lo != 0 or self.hi != 0

    def __repr__(self):
        return f"[{self.lo}, {self.hi}]"


a, b = Mod(5, 7), Mod(3, 7)
print(a + b, a - b, a * b, a / b, a**-1, 10 + a, 1 - a, -a, a == 12, a == "5", [10, 20, 30, 40, 50, 60][a], sum([a, b, a], Mod(0, 7)))
for bad in (lambda: a + Mod(1, 5), lambda: a + 1.5, lambda: a / 7, lambda: a < b):
    try:
        print(bad())
    except (ValueError, TypeError) as e:
        print(type(e).__name__ + ":", e)
print("derivatives:", derivative(lambda x: x**3 + 2 * x, 2.0), round(derivative(lambda x: x.sin() * x, 1.0), 4), derivative(lambda x: 1 / (x + 1), 1.0))
i, j, k = Quaternion(0, 1), Quaternion(0, 0, 1), Quaternion(0, 0, 0, 1)
print(i * j, j * i, i * i == j * j == k * k == i * j * k, abs(Quaternion(1, 2, 3, 4)) ** 2, Quaternion(0))
half = math.sqrt(0.5)
print("quarter turn about z:", Quaternion(half, 0, 0, half).rotate([1, 0, 0]), "then x:", (Quaternion(half, half) * Quaternion(half, 0, 0, half)).rotate([1, 0, 0]))
print(Interval(-1, 2) * Interval(3, 4) + Interval(1), 5 in Interval(1, 9), bool(Interval(0)), bool(Interval(0, 1)))
print(f"{'':10}" + "".join(f"{t:>10}" for t in ("Number", "Complex", "Real", "Rational", "Integral")))
for v in (True, 3, 2.5, 1j, Fraction(1, 2), Decimal("1"), "x"):
    print(f"{type(v).__name__:10}" + "".join(f"{'yes' if isinstance(v, getattr(numbers, t)) else '-':>10}" for t in ("Number", "Complex", "Real", "Rational", "Integral")))
print(1 == 1.0 == True == Fraction(1) == Decimal(1) == 1 + 0j, len({1, 1.0, True, Fraction(1)}), 7 // 2.0, -7 // 2, -7 % 3, 7.5 % -2, math.fmod(-7, 3), int(-3.9), round(2.5), round(-0.5), 3 .real)
for op in (lambda: Fraction(1, 2) + 0.25, lambda: Decimal("0.5") + 1, lambda: Decimal("0.5") + 0.5, lambda: Fraction(1, 3) ** 2, lambda: 2 ** -1, lambda: True + True, lambda: 10**20 + 0.5, lambda: math.gcd(2.0, 4)):
    try:
        print(repr(op()), end="; ")
    except TypeError as e:
        print("TypeError:", e, end="; ")
print()
