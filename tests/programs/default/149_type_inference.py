"""Hindley-Milner type inference for a small lambda calculus with let-polymorphism and pairs."""
from __future__ import annotations

from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True)
class TVar:
    n: int


@dataclass(frozen=True)
class TCon:
    name: str
    args: tuple = ()


@dataclass(frozen=True)
class Scheme:
    bound: tuple[int, ...]
    body: object


class InferenceError(TypeError):
    pass


INT, BOOL = TCon("int"), TCon("bool")


def fn(*ts):
    *args, result = ts
    for a in reversed(args):
        result = TCon("->", (a, result))
    return result


class Inferer:
    def __init__(self):
        self.fresh, self.subst = count(), {}

    def new(self):
        return TVar(next(self.fresh))

    def find(self, t):
        if isinstance(t, TVar) and t.n in self.subst:
            return self.find(self.subst[t.n])
        if isinstance(t, TCon):
            return TCon(t.name, tuple(map(self.find, t.args)))
        return t

    def unify(self, a, b):
        a, b = self.find(a), self.find(b)
        match a, b:
            case TVar(n), TVar(m) if n == m:
                pass
            case (TVar(n), t) | (t, TVar(n)):
                if n in free(t):
                    raise InferenceError(f"infinite type {show(TVar(n))} = {show(t)}")
                self.subst[n] = t
            case TCon(x, xs), TCon(y, ys) if x == y and len(xs) == len(ys):
                for p, q in zip(xs, ys):
                    self.unify(p, q)
            case _:
                raise InferenceError(f"cannot match {show(a)} with {show(b)}")

    def instantiate(self, s):
        names = {n: self.new() for n in s.bound}
        def sub(t):
            return names.get(t.n, t) if isinstance(t, TVar) else TCon(t.name, tuple(map(sub, t.args)))
        return sub(self.find(s.body))

    def generalise(self, t, env):
        t = self.find(t)
        fixed = {n for s in env.values() for n in free(self.find(s.body)) - set(s.bound)}
        return Scheme(tuple(sorted(free(t) - fixed)), t)

    def infer(self, e, env):
        match e:
            case bool():
                return BOOL
            case int():
                return INT
            case str(name):
                if name not in env:
                    raise InferenceError(f"unknown name {name}")
                return self.instantiate(env[name])
            case "fun", str(x), body:
                t = self.new()
                return fn(t, self.infer(body, env | {x: Scheme((), t)}))
            case "let", str(x), value, body:
                return self.infer(body, env | {x: self.generalise(self.infer(value, env), env)})
            case "rec", str(x), value, body:
                t = self.new()
                self.unify(t, self.infer(value, env | {x: Scheme((), t)}))
                return self.infer(body, env | {x: self.generalise(t, env)})
            case "if", c, a, b:
                self.unify(self.infer(c, env), BOOL)
                t = self.infer(a, env)
                self.unify(t, self.infer(b, env))
                return t
            case (f, *args):
                t = self.infer(f, env)
                for a in args:
                    r = self.new()
                    self.unify(t, fn(self.infer(a, env), r))
                    t = r
                return t
        raise InferenceError(f"bad expression {e!r}")


def free(t):
    return {t.n} if isinstance(t, TVar) else {n for a in t.args for n in free(a)}


def show(t, names=None):
    names = {} if names is None else names
    match t:
        case TVar(n):
            return names.setdefault(n, "'" + "abcdefghij"[len(names) % 10])
        case TCon("->", (a, b)):
            left = show(a, names)
            return (f"({left})" if isinstance(a, TCon) and a.name == "->" else left) + " -> " + show(b, names)
        case TCon(name, args):
            return " ".join([*(show(a, names) for a in args), name])


A, B = TVar(-1), TVar(-2)
lst = lambda t: TCon("list", (t,))
PRELUDE = {"+": Scheme((), fn(INT, INT, INT)), "<": Scheme((), fn(INT, INT, BOOL)), "nil": Scheme((-1,), lst(A)), "cons": Scheme((-1,), fn(A, lst(A), lst(A))),
           "head": Scheme((-1,), fn(lst(A), A)), "tail": Scheme((-1,), fn(lst(A), lst(A))), "null": Scheme((-1,), fn(lst(A), BOOL)),
           "pair": Scheme((-1, -2), fn(A, B, TCon("pair", (A, B)))), "fst": Scheme((-1, -2), fn(TCon("pair", (A, B)), A))}
PROGRAMS = {
    "identity": ("fun", "x", "x"),
    "compose": ("fun", "f", ("fun", "g", ("fun", "x", ("f", ("g", "x"))))),
    "flip": ("fun", "f", ("fun", "a", ("fun", "b", ("f", "b", "a")))),
    "polymorphic let": ("let", "id", ("fun", "x", "x"), ("pair", ("id", 1), ("id", True))),
    "monomorphic lambda": (("fun", "id", ("pair", ("id", 1), ("id", True))), ("fun", "x", "x")),
    "map": ("rec", "map", ("fun", "f", ("fun", "l", ("if", ("null", "l"), "nil", ("cons", ("f", ("head", "l")), ("map", "f", ("tail", "l")))))), "map"),
    "sum": ("rec", "sum", ("fun", "l", ("if", ("null", "l"), 0, ("+", ("head", "l"), ("sum", ("tail", "l"))))), "sum"),
    "self application": ("fun", "x", ("x", "x")),
    "bad branches": ("if", True, 1, ("<", 1, 2)),
    "bad call": ("+", 1, True),
    "unbound": ("fun", "x", "y"),
    "swap twice": ("let", "k", ("fun", "p", ("pair", 0, ("fst", "p"))), ("k", ("k", ("pair", True, 1)))),
    "s combinator": ("fun", "x", ("fun", "y", ("fun", "z", ("x", "z", ("y", "z"))))),
}
for name, program in PROGRAMS.items():
    inferer = Inferer()
    try:
        print(f"{name:20} : {show(inferer.find(inferer.infer(program, PRELUDE)))}")
    except InferenceError as e:
        print(f"{name:20} ! {e}")
