"""Closures and scopes: counters, late binding, nonlocal, currying, church numerals and memo tables."""
import operator

TOTAL = 0


def counter(start=0, step=1):
    n = start - step

    def bump(by=None):
        nonlocal n
        n += step if by is None else by
        return n

    def reset():
        nonlocal n
        n = start - step
    return bump, reset


def account(balance):
    history = []

    def dispatch(op, amount=0):
        nonlocal balance
        if op == "withdraw" and amount > balance:
            return "refused"
        balance += {"deposit": amount, "withdraw": -amount}.get(op, 0)
        history.append((op, amount, balance))
        return balance if op != "history" else history[:-1]
    return dispatch


def curry(f, n):
    def take(*args):
        return f(*args) if len(args) >= n else lambda *more: take(*args, *more)
    return take


def add_to_total(n):
    global TOTAL
    TOTAL += n
    return TOTAL


bump, reset = counter(10, 5)
print(bump(), bump(), bump(100), reset(), bump())
acc = account(50)
print(acc("deposit", 25), acc("withdraw", 100), acc("withdraw", 60), acc("history"))
late = [lambda: i for i in range(4)]
early = [lambda i=i: i for i in range(4)]
print([f() for f in late], [f() for f in early])
volume = curry(lambda a, b, c: a * b * c, 3)
print(volume(2)(3)(4), volume(2, 3)(4), volume(2)(3, 4))
print([add_to_total(n) for n in (1, 2, 3)], TOTAL)

zero = lambda f: lambda x: x
succ = lambda n: lambda f: lambda x: f(n(f)(x))
plus = lambda m: lambda n: lambda f: lambda x: m(f)(n(f)(x))
times = lambda m: lambda n: lambda f: m(n(f))
power = lambda m: lambda n: n(m)
number = lambda n: n(lambda k: k + 1)(0)
two = succ(succ(zero))
three = succ(two)
print([number(n) for n in (zero, two, plus(two)(three), times(two)(three), power(two)(three))])
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda fact: lambda n: 1 if n < 2 else n * fact(n - 1))(10))

x = "module"


class Outer:
    x = "class"
    y = [x for _ in range(2)]
    z = [c for c in x]

    def show(self):
        return x, self.x


def shadow():
    x = "function"

    def inner():
        return x
    x = "changed later"
    return inner()


print(Outer.y, Outer.z, Outer().show(), shadow())


def defaults(item, seen=[]):
    seen.append(item)
    return list(seen)


print(defaults(1), defaults(2), defaults(3, []), defaults(4))


def unbound():
    try:
        print(local)
        local = 1
    except UnboundLocalError as e:
        return str(e)


def undefined():
    try:
        return nothing_here
    except NameError as e:
        return str(e), e.name


print(unbound(), undefined())
pipeline = [str.strip, str.lower, operator.methodcaller("replace", " ", "-"), lambda s: s[:12]]


def run(value, stages):
    for stage in stages:
        value = stage(value)
    return value


print(run("  The Quick Brown Fox ", pipeline))
print([n for n in range(30) if (lambda m: m > 1 and all(m % d for d in range(2, m)))(n)], (lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
def sig(a, /, b, *, c=3): return a, b, c
for call in (lambda: sig(1, 2), lambda: sig(1, b=2, c=4), lambda: sig(a=1, b=2), lambda: sig(1, 2, 3), lambda: sig()):
    try:
        print(call())
    except TypeError as e:
        print(e)
