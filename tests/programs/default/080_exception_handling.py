"""Exception handling order: else, finally, chaining, re-raising, custom hierarchies and clean-up order."""


class AppError(Exception):
    code = 1

    def __init__(self, *args, hint=None):
        super().__init__(*args)
        self.hint = hint

    def __str__(self):
        return f"[{self.code}] {super().__str__()}" + (f" (try {self.hint})" if self.hint else "")


class NotFound(AppError, LookupError):
    code = 404


class Denied(AppError, PermissionError):
    code = 403


def flow(kind):
    trail = []
    try:
        trail.append("try")
        if kind == "value":
            int("x")
        elif kind == "return":
            return trail
        elif kind == "index":
            [][1]
    except ValueError:
        trail.append("except")
    else:
        trail.append("else")
    finally:
        trail.append("finally")
    trail.append("after")
    return trail


for kind in ("ok", "value", "return", "index"):
    try:
        print(kind, flow(kind))
    except IndexError as e:
        print(kind, "escaped:", e)


def override():
    try:
        raise ValueError("lost")
    finally:
        return "finally wins"


def loop():
    out = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        finally:
            out.append(f"f{i}")
    else:
        out.append("never")
    return out


print(override(), loop())


def load(key):
    table = {"a": 1, "hidden": None}
    try:
        value = table[key]
    except KeyError as e:
        raise NotFound(f"no {key!r}", hint="'a'") from e
    if value is None:
        raise Denied(key)
    return value


for key in ("a", "b", "hidden"):
    try:
        print(load(key))
    except LookupError as e:
        print(type(e).__name__, e, "|", e.args, e.hint)
    except OSError as e:
        print(type(e).__name__, e, e.code)

try:
    try:
        1 / 0
    except ZeroDivisionError:
        {}["missing"]
except KeyError as e:
    print("second error:", e)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise TypeError("clean") from None
except TypeError as e:
    print("from None:", e)

CASES = {
    "attr": lambda: (5).nope, "name": lambda: undefined_name, "type": lambda: "a" + 1, "call": lambda: CASES(), "unpack": lambda: (lambda a, b: 0)(*[1]),
    "iter": lambda: iter(5), "key": lambda: {}[(1, 2)], "index": lambda: "abc"[7], "value": lambda: [1].remove(2), "int": lambda: int("4.5"), "float": lambda: float("abc"),
    "zero": lambda: 5 % 0, "over": lambda: 2.0**5000, "assert": lambda: (_ for _ in ()).throw(AssertionError("checked")), "hash": lambda: {[]: 1}, "cmp": lambda: 3 < "3",
    "pop": lambda: [].pop(), "dec": lambda: b"\x80".decode(), "slice": lambda: [1][::0], "mul": lambda: [1] * 2.0, "len": lambda: len(5), "max": lambda: max([]), "next": lambda: next(iter([])),
    "tuple": lambda: (1, 2).append, "sub": lambda: CASES["sub"][0], "bool": lambda: [1, 2] + (3,), "chr": lambda: chr(-1), "ord": lambda: ord("ab"), "sum": lambda: sum(["a"]), "join": lambda: ",".join([1]),
}
for name, f in CASES.items():
    try:
        f()
        print(name, "no error")
    except Exception as e:
        print(f"{name:7}{type(e).__name__:20}{e}")
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
try:
    a, b = 1, 2, 3
except ValueError as e:
    print(e)
try:
    assert sum([1, 1]) == 3, f"arithmetic is {'fine'}"
except AssertionError as e:
    print(e)
print(issubclass(NotFound, LookupError), [c.__name__ for c in (Denied, NotFound) if issubclass(c, OSError)])
