"""inspect on the program itself: source text, signatures, members, frames, closures and call trees."""
import functools
import inspect
import sys
from dataclasses import dataclass


def area(width, /, height: float = 2.0, *rest: int, unit: str = "m", **extra) -> str:
    """Area of a rectangle.

        Indented detail.
    """
    # a comment inside
    return f"{width * height}{unit}²"


@functools.wraps(area)
def wrapped(*args, **kwargs):
    return area(*args, **kwargs)


@dataclass
class Shape:
    """A named shape."""
    name: str
    sides: int = 4

    def describe(self, loud: bool = False) -> str:
        return self.name.upper() if loud else self.name

    @property
    def odd(self):
        return self.sides % 2 == 1

    @classmethod
    def make(cls): return cls("made")

    @staticmethod
    def free(): yield 1


def callers(depth=3):
    return [f.function for f in inspect.stack()[:depth]], inspect.currentframe().f_back.f_lineno


def outer():
    captured = 5
    return callers(), lambda x: x + captured


print(inspect.getsource(area))
print(inspect.getsource(Shape.describe), end="")
lines, start = inspect.getsourcelines(Shape)
print(len(lines), "lines from", start, "|", lines[0].strip(), "|", inspect.getcomments(callers))
print(inspect.signature(area), inspect.signature(wrapped), inspect.signature(Shape), inspect.signature(functools.partial(area, 3, unit="cm")), sep="\n")
for p in inspect.signature(area).parameters.values():
    print(f"  {p.name:7} {p.kind.description:20} default={'-' if p.default is p.empty else p.default!r}")
b = inspect.signature(area).bind(3, 4, 5, 6, unit="ft", colour="red")
b.apply_defaults()
print(b.arguments, area(*b.args, **b.kwargs))
try:
    inspect.signature(area).bind(unit="x")
except TypeError as e:
    print("TypeError:", e)
print(inspect.getdoc(area), inspect.getdoc(Shape.describe), inspect.cleandoc("a\n    b\n    c"), sep=" | ")
print([n for n, m in inspect.getmembers(Shape) if not n.startswith("_")], [n for n, _ in inspect.getmembers(Shape, inspect.isfunction) if not n.startswith("_")])
print([(a.name, a.kind) for a in inspect.classify_class_attrs(Shape) if not a.name.startswith("_")])
(names, line), f = outer()
print(names, line, inspect.getclosurevars(f).nonlocals, f.__code__.co_freevars)
print(inspect.isgeneratorfunction(Shape.free), inspect.ismethod(Shape.make), inspect.isdatadescriptor(Shape.odd), inspect.isbuiltin(len), inspect.getmodule(Shape).__name__, inspect.getmro(bool))
g = (i for i in range(2))
print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorlocals(g).get("i"), inspect.getgeneratorstate(g), g.close(), inspect.getgeneratorstate(g))
print(inspect.getsource(f).strip(), "|", inspect.getfile(area).rpartition("/")[2], inspect.getsourcefile(Shape).endswith("main.py"))
print(inspect.getattr_static(Shape, "odd").fget.__name__, inspect.unwrap(wrapped) is area, list(inspect.get_annotations(area)), sys.getrefcount(area) > 1)
for thing in (len, 5, Shape("x")):
    try:
        print(inspect.getsource(thing))
    except (TypeError, OSError) as e:
        print(type(e).__name__, str(e)[:46])
