"""A miniature Prolog: unification, backtracking over facts and rules, lists and cut-free negation."""
import re
from itertools import count, islice

FRESH = count(1)


class Var(str):
    pass


def parse(text):
    tokens = re.findall(r"\s*(\w+|[()\[\],|.]|:-|\\\+|\S)", text)
    pos = 0

    def peek():
        return tokens[pos] if pos < len(tokens) else ""

    def take(want=None):
        nonlocal pos
        tok = peek()
        if want and tok != want:
            raise SyntaxError(f"expected {want!r}, found {tok!r}")
        pos += 1
        return tok

    def term():
        tok = take()
        if tok == "[":
            return items()
        if tok == "\\+":
            return ("\\+", term())
        if peek() == "(":
            take("(")
            args = [term()]
            while peek() == ",":
                take()
                args.append(term())
            take(")")
            return (tok, *args)
        if tok[0].isupper() or tok[0] == "_":
            return Var(tok if tok != "_" else f"_{next(FRESH)}")
        return int(tok) if tok.isdigit() else (tok,)

    def items():
        if peek() == "]":
            take()
            return ("nil",)
        head = term()
        if peek() == "|":
            take()
            tail = term()
            take("]")
        elif peek() == ",":
            take()
            tail = items()
        else:
            take("]")
            tail = ("nil",)
        return ("cons", head, tail)

    clauses = []
    while pos < len(tokens):
        head, body = term(), []
        if peek() == ":-":
            take()
            body.append(term())
            while peek() == ",":
                take()
                body.append(term())
        take(".")
        clauses.append((head, body))
    return clauses


def walk(t, s):
    while isinstance(t, Var) and t in s:
        t = s[t]
    return t


def unify(a, b, s):
    stack = [(a, b)]
    while stack:
        a, b = (walk(t, s) for t in stack.pop())
        if a == b and type(a) is type(b):
            continue
        if isinstance(a, Var):
            s = {**s, a: b}
        elif isinstance(b, Var):
            s = {**s, b: a}
        elif isinstance(a, tuple) and isinstance(b, tuple) and a[0] == b[0] and len(a) == len(b):
            stack.extend(zip(a[1:], b[1:]))
        else:
            return None
    return s


def rename(t, names):
    if isinstance(t, Var):
        return names.setdefault(t, Var(f"{t}#{next(FRESH)}"))
    return (t[0], *(rename(x, names) for x in t[1:])) if isinstance(t, tuple) else t


def solve(goals, s, rules, depth=0):
    if not goals:
        yield s
        return
    if depth > 150:
        return
    goal, *rest = goals
    goal = walk(goal, s)
    if goal[0] == "\\+":
        if next(solve([goal[1]], s, rules, depth + 1), None) is None:
            yield from solve(rest, s, rules, depth + 1)
        return
    if goal[0] == "plus":
        a, b, c = (walk(t, s) for t in goal[1:])
        known = unify(c, a + b, s) if isinstance(a, int) and isinstance(b, int) else unify(b, c - a, s)
        if known is not None:
            yield from solve(rest, known, rules, depth + 1)
        return
    for head, body in rules:
        names = {}
        if (head[0], len(head)) == (goal[0], len(goal)) and (n := unify(goal, rename(head, names), s)) is not None:
            yield from solve([rename(b, names) for b in body] + rest, n, rules, depth + 1)


def show(t, s):
    t = walk(t, s)
    if isinstance(t, Var) or not isinstance(t, tuple):
        return str(t).split("#")[0]
    if t[0] in ("cons", "nil"):
        out = []
        while isinstance(t, tuple) and t[0] == "cons":
            out.append(show(t[1], s))
            t = walk(t[2], s)
        return "[" + ", ".join(out) + ("" if t == ("nil",) else "|" + show(t, s)) + "]"
    return t[0] + (f"({', '.join(show(x, s) for x in t[1:])})" if len(t) > 1 else "")


RULES = parse("""
parent(ann, bob). parent(bob, cat). parent(bob, dan). parent(cat, eve). parent(zoe, ann).
female(ann). female(cat). female(eve). female(zoe).
ancestor(X, Y) :- parent(X, Y).
ancestor(X, Z) :- parent(X, Y), ancestor(Y, Z).
mother(X, Y) :- parent(X, Y), female(X).
childless(X) :- parent(_, X), \\+ parent(X, _).
append([], L, L).
append([H|T], L, [H|R]) :- append(T, L, R).
member(X, [X|_]).
member(X, [_|T]) :- member(X, T).
length([], 0).
length([_|T], N) :- length(T, M), plus(M, 1, N).
reverse([], A, A).
reverse([H|T], A, R) :- reverse(T, [H|A], R).
select(X, [X|T], T).
select(X, [H|T], [H|R]) :- select(X, T, R).
perm([], []).
perm(L, [H|T]) :- select(H, L, R), perm(R, T).
""")
for query in ("ancestor(zoe, X)", "mother(M, bob)", "childless(X)", "append(X, Y, [1, 2])", "append([a], [b, c], Z)", "member(X, [p, q, r])", "length([a, b, c], N)",
              "reverse([1, 2, 3], [], R)", "perm([1, 2, 3], P)", "ancestor(eve, X)", "append(X, [3], [1, 2, 3])"):
    ((goal, _),) = parse(query + ".")
    names = [t for t in re.findall(r"\b[A-Z]\w*", query)]
    answers = [", ".join(f"{n}={show(Var(n), s)}" for n in dict.fromkeys(names)) for s in islice(solve([goal], {}, RULES), 6)]
    print(f"?- {query:26} {'; '.join(answers) or 'no'}")
try:
    parse("broken(X")
except SyntaxError as e:
    print("SyntaxError:", e)
