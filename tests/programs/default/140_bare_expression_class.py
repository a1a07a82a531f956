"""A vector class demonstrated in notebook style, with bare expressions between the prints."""
import math


class Vector:
    """An immutable vector of any size."""
    __slots__ = ("_v",)

    def __init__(self, *v):
        self._v = tuple(map(float, v))

    def __repr__(self):
        return f"Vector({', '.join(f'{x:g}' for x in self._v)})"

    def __iter__(self):
        return iter(self._v)

    def __len__(self):
        return len(self._v)

    def __getitem__(self, i):
        return Vector(*self._v[i]) if isinstance(i, slice) else self._v[i]

    def __add__(self, o):
        return Vector(*(a + b for a, b in zip(self, o, strict=True)))

    def __mul__(self, k):
        return Vector(*(a * k for a in self)) if isinstance(k, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __matmul__(self, o):
        return sum(a * b for a, b in zip(self, o, strict=True))

    def __abs__(self):
        return math.hypot(*self)

    def __neg__(self):
        return -1 * self

    def __bool__(self):
        return any(self)

    def __eq__(self, o):
        return isinstance(o, Vector) and self._v == o._v

    def __hash__(self):
        return hash(self._v)

    def __round__(self, n=0):
        return Vector(*(round(a, n) for a in self))

    def __format__(self, spec):
        return "⟨" + ", ".join(format(a, spec) for a in self) + "⟩"

    def angle(self, o):
        return math.degrees(math.acos(self @ o / (abs(self) * abs(o))))


"notebook cell 1"
v, w = Vector(3, 4), Vector(-4, 3)
v + w
print(v + w, 2 * v, v * 0.5, v @ w, abs(v), -v, bool(Vector(0, 0)), f"{v:.2f}")
v.angle(w)
print(round(v.angle(w), 6), v[0], v[-1:], list(v), len(v), v == Vector(3.0, 4.0), {v: "key"}[Vector(3, 4)])
...
x, *rest = Vector(1, 2, 3)
print(x, rest, round(Vector(1.234, 5.678), 1), sorted([Vector(3, 4), Vector(1, 1), Vector(0, 2)], key=abs), max(v), 4.0 in v)
for bad in (lambda: v + Vector(1, 2, 3), lambda: v * v, lambda: Vector("x"), lambda: v[5]):
    try:
        bad()
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__ + ":", e)
None
[v, w]
{"v": v, "norm": abs(v)}
