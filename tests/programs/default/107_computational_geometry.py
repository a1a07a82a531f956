"""Plane geometry: hulls, areas, point in polygon, segment crossings, closest pair, circles."""
import math
import random
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise


@dataclass(frozen=True, order=True)
class P:
    x: float
    y: float

    def __sub__(self, o):
        return P(self.x - o.x, self.y - o.y)

    def __add__(self, o):
        return P(self.x + o.x, self.y + o.y)

    def __mul__(self, k):
        return P(self.x * k, self.y * k)

    def __matmul__(self, o):
        return self.x * o.x + self.y * o.y

    def cross(self, o):
        return self.x * o.y - self.y * o.x

    def __abs__(self):
        return math.hypot(self.x, self.y)

    def __str__(self):
        return f"({self.x}, {self.y})"


def turn(a, b, c):
    v = (b - a).cross(c - a)
    return (v > 0) - (v < 0)


def hull(points):
    points = sorted(set(points))
    def half(ps):
        out = []
        for p in ps:
            while len(out) > 1 and turn(out[-2], out[-1], p) <= 0:
                out.pop()
            out.append(p)
        return out[:-1]
    return half(points) + half(points[::-1])


def area(poly):
    return sum(a.cross(b) for a, b in pairwise([*poly, poly[0]])) / 2


def centroid(poly):
    total = P(0, 0)
    for a, b in pairwise([*poly, poly[0]]):
        total = total + (a + b) * a.cross(b)
    return total * (1 / (6 * area(poly)))


def inside(poly, p):
    odd = False
    for a, b in pairwise([*poly, poly[0]]):
        if turn(a, b, p) == 0 and (a - p) @ (b - p) <= 0:
            return "edge"
        if (a.y > p.y) != (b.y > p.y) and p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x:
            odd = not odd
    return "in" if odd else "out"


def crossing(a, b, c, d):
    r, s = b - a, d - c
    bottom = r.cross(s)
    if bottom == 0:
        return "parallel" if (c - a).cross(r) else "collinear"
    t, u = Fraction((c - a).cross(s), bottom), Fraction((c - a).cross(r), bottom)
    return (a.x + t * r.x, a.y + t * r.y) if 0 <= t <= 1 and 0 <= u <= 1 else None


def closest(points):
    points = sorted(points)
    def go(ps):
        if len(ps) <= 3:
            return min(combinations(ps, 2), key=lambda ab: abs(ab[0] - ab[1]))
        mid = len(ps) // 2
        best = min(go(ps[:mid]), go(ps[mid:]), key=lambda ab: abs(ab[0] - ab[1])) if mid > 1 else go(ps[mid:])
        d = abs(best[0] - best[1])
        strip = sorted((p for p in ps if abs(p.x - ps[mid].x) < d), key=lambda p: p.y)
        for i, p in enumerate(strip):
            for q in strip[i + 1:i + 8]:
                if abs(p - q) < d:
                    best, d = (p, q), abs(p - q)
        return best
    return go(points)


def circle(a, b, c):
    d = 2 * (b - a).cross(c - a)
    if d == 0:
        raise ValueError("points are in line")
    b2, c2 = (b - a) @ (b - a), (c - a) @ (c - a)
    u = P(((c - a).y * b2 - (b - a).y * c2) / d, ((b - a).x * c2 - (c - a).x * b2) / d)
    return a + u, abs(u)


rng = random.Random(17)
points = [P(rng.randrange(40), rng.randrange(30)) for _ in range(45)]
h = hull(points)
print("hull:", *h)
print("area", area(h), "perimeter", round(sum(abs(b - a) for a, b in pairwise([*h, h[0]])), 4), "all inside:", all(inside(h, p) != "out" for p in points))
c = centroid(h)
print("centroid", P(round(c.x, 4), round(c.y, 4)), "diameter", round(max(abs(a - b) for a, b in combinations(h, 2)), 4))
edge = sum(math.gcd(int(b.x - a.x), int(b.y - a.y)) for a, b in pairwise([*h, h[0]]))
print("Pick's theorem:", "interior", area(h) - edge / 2 + 1, "boundary", edge, "counted", sum(inside(h, P(x, y)) == "in" for x in range(41) for y in range(31)))
star = [P(0, 0), P(4, 1), P(8, 0), P(5, 4), P(8, 8), P(4, 5), P(0, 8), P(3, 4)]
print("star:", [inside(star, p) for p in (P(4, 3), P(1, 4), P(4, 1), P(0, 0), P(7, 7), P(9, 9))], "area", area(star))
for seg in ((P(0, 0), P(4, 4), P(0, 4), P(4, 0)), (P(0, 0), P(1, 1), P(2, 0), P(3, 5)), (P(0, 0), P(2, 2), P(1, 0), P(3, 2)), (P(0, 0), P(2, 2), P(3, 3), P(5, 5)), (P(0, 0), P(5, 1), P(1, -1), P(2, 3))):
    r = crossing(*seg)
    print(*seg, "->", r if r is None or isinstance(r, str) else tuple(map(str, r)))
a, b = closest([P(rng.random(), rng.random()) for _ in range(300)])
print("closest pair:", round(abs(a - b), 6))
print("circle:", *(round(v, 4) for v in (lambda c, r: (c.x, c.y, r))(*circle(P(0, 0), P(4, 0), P(0, 3)))))
try:
    circle(P(0, 0), P(1, 1), P(2, 2))
except ValueError as e:
    print(e)
