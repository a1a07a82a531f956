"""Complex arithmetic: cubic roots, roots of unity, a discrete Fourier transform and branch cuts."""
import cmath
import math


def tidy(z, places=5):
    re, im = round(z.real, places) + 0.0, round(z.imag, places) + 0.0
    return f"{re:g}{im:+g}j"


def quadratic(a, b, c):
    d = cmath.sqrt(b * b - 4 * a * c)
    return (-b + d) / (2 * a), (-b - d) / (2 * a)


def durand_kerner(coeffs, steps=120):
    """All roots of a monic polynomial given highest power first."""
    n = len(coeffs) - 1
    roots = [(0.4 + 0.9j) ** k for k in range(n)]

    def p(z):
        total = 0
        for c in coeffs:
            total = total * z + c
        return total

    for _ in range(steps):
        for i, r in enumerate(roots):
            roots[i] = r - p(r) / math.prod((r - s for j, s in enumerate(roots) if j != i), start=1)
    return sorted(roots, key=lambda z: (round(z.real, 6), round(z.imag, 6)))


def dft(xs):
    n = len(xs)
    return [sum(x * cmath.exp(-2j * cmath.pi * k * t / n) for t, x in enumerate(xs)) for k in range(n)]


def fft(xs):
    n = len(xs)
    if n == 1:
        return list(xs)
    even, odd = fft(xs[::2]), fft(xs[1::2])
    twiddled = [cmath.exp(-2j * cmath.pi * k / n) * odd[k] for k in range(n // 2)]
    return [e + t for e, t in zip(even, twiddled)] + [e - t for e, t in zip(even, twiddled)]


print("x^2+x+1:", *map(tidy, quadratic(1, 1, 1)))
print("x^3-1:", *map(tidy, durand_kerner([1, 0, 0, -1])))
print("x^4-10x^2+9:", *map(tidy, durand_kerner([1, 0, -10, 0, 9])))
unity = [cmath.rect(1, math.tau * k / 6) for k in range(6)]
print("sixth roots:", *map(tidy, unity), "sum", tidy(sum(unity)))
signal = [math.sin(math.tau * 3 * t / 32) + 0.5 * math.cos(math.tau * 7 * t / 32) for t in range(32)]
spectrum = fft(signal)
print("fft equals dft:", all(cmath.isclose(a, b, abs_tol=1e-9) for a, b in zip(spectrum, dft(signal))))
print("peaks:", {k: round(abs(z) / 16, 3) for k, z in enumerate(spectrum[:16]) if abs(z) > 1e-6})
for z in (1j, -1, -1 - 0j, 3 + 4j):
    r, phi = cmath.polar(z)
    print(f"{z!s:>8}: r={r:g} phi={phi:.4f} sqrt={tidy(cmath.sqrt(z))} log={tidy(cmath.log(z))}")
print(tidy(cmath.exp(1j * cmath.pi)), tidy((1j) ** 1j), abs(complex("3-4j")), (2 + 3j).conjugate())
print(cmath.isinf(complex("inf+1j")), cmath.isnan(complex("nan")), complex(1, -0.0), cmath.phase(complex(-1, -0.0)) < 0)
for bad in (lambda: cmath.log(0), lambda: 1j / 0, lambda: 1j < 2, lambda: math.sqrt(-1), lambda: complex("1 + 2j")):
    try:
        print(bad())
    except (ValueError, TypeError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
