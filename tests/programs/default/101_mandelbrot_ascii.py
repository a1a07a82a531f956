"""Mandelbrot and Julia sets drawn in characters, with an area estimate and orbit periods."""
import cmath

RAMP = " .,:;i1tfLCG08@"


def escape(z, c, limit=60):
    for i in range(limit):
        z = z * z + c
        if z.real * z.real + z.imag * z.imag > 4:
            return i
    return limit


def draw(f, left, right, bottom, top, width=64, height=20, limit=60):
    for j in range(height):
        y = top - (top - bottom) * j / (height - 1)
        row = ""
        for i in range(width):
            n = f(complex(left + (right - left) * i / (width - 1), y))
            row += RAMP[-1] if n == limit else RAMP[n % (len(RAMP) - 1)]
        print(row.rstrip())


draw(lambda c: escape(0, c), -2.1, 0.7, -1.1, 1.1)
print("-" * 64)
draw(lambda z: escape(z, -0.8 + 0.156j), -1.6, 1.6, -1.0, 1.0, height=16)


def period(c, longest=12):
    z = 0
    for _ in range(2000):
        z = z * z + c
        if abs(z) > 2:
            return None
    start = z
    for n in range(1, longest + 1):
        z = z * z + c
        if abs(z - start) < 1e-6:
            return n
    return 0


for c in (0, -1, -0.12 + 0.75j, -1.3107, 0.28 + 0.53j, -1.75488, 0.5, -0.5 + 0.5j):
    p = period(c)
    print(f"c = {c!s:>14}: {'escapes' if p is None else f'period {p}'}")
inside = sum(escape(0, complex(-2 + 2.5 * (i + 0.5) / 100, 1.2 * (j + 0.5) / 50), 80) == 80 for i in range(100) for j in range(50))
print(f"area about {2 * inside * (2.5 / 100) * (1.2 / 50):.3f}")
on_cardioid = [cmath.exp(1j * t) / 2 - cmath.exp(2j * t) / 4 for t in (0.5, 1.5, 2.5)]
print("just inside the cardioid:", [escape(0, c * 0.97, 200) == 200 for c in on_cardioid])
