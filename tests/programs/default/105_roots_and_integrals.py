"""Root finding and numerical integration: bisection, secant, Newton, Simpson, Romberg and Gauss."""
import math


def bisect(f, a, b, tolerance=1e-12):
    fa, steps = f(a), 0
    if fa * f(b) > 0:
        raise ValueError(f"no sign change on [{a}, {b}]")
    while b - a > tolerance:
        steps += 1
        m = (a + b) / 2
        if fa * f(m) <= 0:
            b = m
        else:
            a, fa = m, f(m)
    return (a + b) / 2, steps


def secant(f, a, b, limit=60):
    for steps in range(limit):
        fa, fb = f(a), f(b)
        if fb == fa or abs(b - a) < 1e-14:
            return b, steps
        a, b = b, b - fb * (b - a) / (fb - fa)
    raise ArithmeticError("secant did not settle")


def newton(f, x, limit=60):
    for steps in range(limit):
        h = 1e-7 * max(1, abs(x))
        slope = (f(x + h) - f(x - h)) / (2 * h)
        if slope == 0:
            raise ArithmeticError(f"flat at {x}")
        new = x - f(x) / slope
        if abs(new - x) < 1e-12 * max(1, abs(x)):
            return new, steps
        x = new
    raise ArithmeticError("newton did not settle")


FUNCTIONS = {
    "x^3-2x-5": (lambda x: x**3 - 2 * x - 5, 2, 3), "cos x - x": (lambda x: math.cos(x) - x, 0, 1),
    "e^x - 3x": (lambda x: math.exp(x) - 3 * x, 0, 1), "ln x - 1": (lambda x: math.log(x) - 1, 1, 4),
}
for name, (f, a, b) in FUNCTIONS.items():
    results = [m(f, *args) for m, args in ((bisect, (a, b)), (secant, (a, b)), (newton, ((a + b) / 2,)))]
    print(f"{name:10}", "  ".join(f"{r:.9f} ({n})" for r, n in results))
for bad in (lambda: bisect(lambda x: x * x + 1, -1, 1), lambda: newton(lambda x: 7.0, 1), lambda: newton(lambda x: math.copysign(abs(x) ** (1 / 3), x), 1.0, limit=15)):
    try:
        print(bad())
    except (ValueError, ArithmeticError) as e:
        print(type(e).__name__, e)


def trapezium(f, a, b, n):
    h = (b - a) / n
    return h * (math.fsum(f(a + i * h) for i in range(1, n)) + (f(a) + f(b)) / 2)


def simpson(f, a, b, n):
    h = (b - a) / n
    return h / 3 * math.fsum((1 if i in (0, n) else 4 if i % 2 else 2) * f(a + i * h) for i in range(n + 1))


def romberg(f, a, b, n):
    rows = [[trapezium(f, a, b, 2**k) for k in range(int(math.log2(n)) + 1)]]
    while len(rows[-1]) > 1:
        k = 4 ** len(rows)
        rows.append([(k * q - p) / (k - 1) for p, q in zip(rows[-1], rows[-1][1:])])
    return rows[-1][0]


def legendre(n):
    nodes = []
    for i in range(1, n + 1):
        x = math.cos(math.pi * (i - 0.25) / (n + 0.5))
        for _ in range(50):
            p, q = 1.0, 0.0
            for k in range(1, n + 1):
                p, q = ((2 * k - 1) * x * p - (k - 1) * q) / k, p
            slope = n * (x * p - q) / (x * x - 1)
            x -= p / slope
        nodes.append((x, 2 / ((1 - x * x) * slope * slope)))
    return nodes


def gauss(f, a, b, n):
    return (b - a) / 2 * sum(w * f((a + b) / 2 + (b - a) / 2 * x) for x, w in legendre(n))


INTEGRALS = [("sin 0..pi", math.sin, 0, math.pi, 2.0), ("e^-x^2 0..1", lambda x: math.exp(-x * x), 0, 1, math.sqrt(math.pi) / 2 * math.erf(1)),
             ("1/x 1..2", lambda x: 1 / x, 1, 2, math.log(2)), ("sqrt 0..1", math.sqrt, 0, 1, 2 / 3)]
for name, f, a, b, exact in INTEGRALS:
    print(f"{name:12} exact {exact:.8f}", " ".join(f"{m.__name__} {abs(m(f, a, b, 8) - exact):.1e}" for m in (trapezium, simpson)), f"romberg ok {abs(romberg(f, a, b, 16) - exact) < 1e-2} gauss ok {abs(gauss(f, a, b, 8) - exact) < 1e-3}")
print("three-point Gauss:", [(round(x, 6) + 0.0, round(w, 6)) for x, w in legendre(3)])
