"""functools in use: singledispatch rendering, partials, cached properties, reduce and ordering."""
from dataclasses import dataclass
from functools import cache, cached_property, cmp_to_key, partial, partialmethod, reduce, singledispatch, singledispatchmethod, total_ordering, wraps
from numbers import Number


@singledispatch
def render(value, indent=0):
    return f"{value!r}"


@render.register
def _(value: str, indent=0):
    return f'"{value}"'


@render.register(list)
@render.register(tuple)
def _(value, indent=0):
    if not value:
        return "[]"
    pad = "  " * (indent + 1)
    return "[\n" + ",\n".join(pad + render(v, indent + 1) for v in value) + "\n" + "  " * indent + "]"


@render.register
def _(value: dict, indent=0):
    pad = "  " * (indent + 1)
    return "{\n" + ",\n".join(f"{pad}{k}: {render(v, indent + 1)}" for k, v in value.items()) + "\n" + "  " * indent + "}"


@render.register
def _(value: Number, indent=0):
    return f"#{value}"


@render.register
def _(value: bool, indent=0):
    return "yes" if value else "no"


print(render({"a": [1, 2.5, (True, "x")], "b": {}, "c": None, "d": []}))
print(sorted(t.__name__ for t in render.registry), render.dispatch(int) is render.dispatch(float), render.dispatch(bool) is render.dispatch(int))


class Scale:
    @singledispatchmethod
    def add(self, arg):
        raise TypeError(f"cannot weigh {type(arg).__name__}")

    @add.register
    def _(self, arg: int):
        return f"{arg} g"

    @add.register
    def _(self, arg: list):
        return " + ".join(self.add(a) for a in arg)

    def move(self, dx, dy):
        return dx, dy

    left = partialmethod(move, -1, 0)
    up = partialmethod(move, dx=0, dy=1)

    @cached_property
    def heavy(self):
        print("computing")
        return sum(range(1000))


s = Scale()
print(s.add([1, [2, 3]]), s.left(), s.up(), s.heavy, s.heavy)
try:
    s.add(2.5)
except TypeError as e:
    print(e)


@total_ordering
@dataclass(eq=False)
class Version:
    text: str

    @property
    def key(self):
        return tuple(map(int, self.text.split(".")))

    def __eq__(self, other):
        return self.key == other.key

    def __lt__(self, other):
        return self.key < other.key


vs = [Version(t) for t in "1.10 1.9 1.2.10 2.0 1.2.9".split()]
print([v.text for v in sorted(vs)], max(vs), Version("1.0") >= Version("0.9.9"), Version("2.0") <= vs[0])


def largest_number(ns):
    def order(a, b):
        return (a + b < b + a) - (a + b > b + a)
    return "".join(sorted(map(str, ns), key=cmp_to_key(order)))


print(largest_number([3, 30, 34, 5, 9]), reduce(lambda a, b: a * b, range(1, 8)), reduce(lambda acc, w: {**acc, w: acc.get(w, 0) + 1}, "a b a".split(), {}))
base2 = partial(int, base=2)
print(base2("1011"), base2, partial(partial(print, "a"), "b", sep="-").args)
compose = lambda *fs: reduce(lambda f, g: lambda x: f(g(x)), fs)
print(compose(str.title, str.strip, "{:>10}".format)("word"))
calls = []


def logged(f):
    @wraps(f)
    def inner(*args):
        calls.append((f.__name__, args))
        return f(*args)
    return inner


@cache
@logged
def grid_paths(r, c):
    return 1 if 0 in (r, c) else grid_paths(r - 1, c) + grid_paths(r, c - 1)


print(grid_paths(8, 8), len(calls), grid_paths.cache_info().hits, grid_paths.__name__)
try:
    grid_paths([1], 2)
except TypeError as e:
    print(e)
