"""Symbolic differentiation and simplification of expressions held in frozen dataclasses."""
from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Expr:
    def __add__(self, o): return Add(self, wrap(o))
    def __radd__(self, o): return Add(wrap(o), self)
    def __sub__(self, o): return Add(self, Mul(Num(-1), wrap(o)))
    def __mul__(self, o): return Mul(self, wrap(o))
    def __rmul__(self, o): return Mul(wrap(o), self)
    def __truediv__(self, o): return Mul(self, Pow(wrap(o), Num(-1)))
    def __pow__(self, o): return Pow(self, wrap(o))
    def __neg__(self): return Mul(Num(-1), self)


@dataclass(frozen=True)
class Num(Expr):
    value: Fraction | int


@dataclass(frozen=True)
class Var(Expr):
    name: str


@dataclass(frozen=True)
class Add(Expr):
    left: Expr
    right: Expr


@dataclass(frozen=True)
class Mul(Expr):
    left: Expr
    right: Expr


@dataclass(frozen=True)
class Pow(Expr):
    base: Expr
    power: Expr


@dataclass(frozen=True)
class Call(Expr):
    name: str
    arg: Expr


def wrap(v):
    return v if isinstance(v, Expr) else Num(v)


def diff(e, x):
    match e:
        case Num():
            return Num(0)
        case Var(name):
            return Num(int(name == x))
        case Add(a, b):
            return diff(a, x) + diff(b, x)
        case Mul(a, b):
            return diff(a, x) * b + a * diff(b, x)
        case Pow(a, Num(n)):
            return Num(n) * a ** Num(n - 1) * diff(a, x)
        case Call("sin", a):
            return Call("cos", a) * diff(a, x)
        case Call("cos", a):
            return -Call("sin", a) * diff(a, x)
        case Call("exp", a):
            return e * diff(a, x)
        case Call("ln", a):
            return diff(a, x) / a
    raise NotImplementedError(e)


def simplify(e):
    match e:
        case Add(a, b):
            match simplify(a), simplify(b):
                case Num(p), Num(q): return Num(p + q)
                case (Num(0), r) | (r, Num(0)): return r
                case l, r if l == r: return simplify(Mul(Num(2), l))
                case l, r: return Add(l, r)
        case Mul(a, b):
            match simplify(a), simplify(b):
                case Num(p), Num(q): return Num(p * q)
                case (Num(0), _) | (_, Num(0)): return Num(0)
                case (Num(1), r) | (r, Num(1)): return r
                case l, Num() as n: return simplify(Mul(n, l))
                case Num(p), Mul(Num(q), r): return Mul(Num(p * q), r)
                case l, Mul(Num() as n, r): return simplify(Mul(n, Mul(l, r)))
                case l, r if l == r: return Pow(l, Num(2))
                case l, r: return Mul(l, r)
        case Pow(a, b):
            match simplify(a), simplify(b):
                case _, Num(0): return Num(1)
                case base, Num(1): return base
                case Num(p), Num(q): return Num(Fraction(p) ** q)
                case base, power: return Pow(base, power)
        case Call(name, a):
            return Call(name, simplify(a))
    return e


def show(e, level=0):
    match e:
        case Num(v): return str(v)
        case Var(n): return n
        case Add(a, Mul(Num(v), b)) if v < 0: text, own = f"{show(a, 1)} - {show(simplify(Mul(Num(-v), b)), 2)}", 1
        case Add(a, b): text, own = f"{show(a, 1)} + {show(b, 1)}", 1
        case Mul(Num(-1), b): text, own = f"-{show(b, 2)}", 2
        case Mul(a, b): text, own = f"{show(a, 2)}*{show(b, 2)}", 2
        case Pow(a, b): text, own = f"{show(a, 3)}^{show(b, 3)}", 3
        case Call(n, a): return f"{n}({show(a)})"
    return f"({text})" if own < level else text


def value(e, **env):
    match e:
        case Num(v): return v
        case Var(n): return env[n]
        case Add(a, b): return value(a, **env) + value(b, **env)
        case Mul(a, b): return value(a, **env) * value(b, **env)
        case Pow(a, b): return value(a, **env) ** value(b, **env)
        case Call(n, a): return {"sin": math.sin, "cos": math.cos, "exp": math.exp, "ln": math.log}[n](value(a, **env))


x, y = Var("x"), Var("y")
for e in (x**3 - 2 * x + 5, (x + 1) * (x - 1), Call("sin", x**2), Call("exp", -x) * x, Call("ln", x * x + 1), x**2 * y**3, 3 * (2 * (x * 4)), (x + x) / x):
    d = simplify(diff(e, "x"))
    h = 1e-5
    numeric = (value(e, x=1.3 + h, y=2) - value(e, x=1.3 - h, y=2)) / (2 * h)
    exact = value(d, x=1.3, y=2)
    print(f"{show(simplify(e)):26} d/dx = {show(d):44} at 1.3: {float(exact):.5f} {'ok' if math.isclose(exact, numeric, abs_tol=1e-6) else 'DIFFERS'}")
print(simplify(Pow(Num(2), Num(-3))), hash(x) == hash(Var("x")))
