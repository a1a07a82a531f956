"""Integrates pendulum, predator-prey, Lorenz and decay equations with Euler, RK4 and adaptive steps."""
import math


def euler(f, t, y, h):
    return [a + h * b for a, b in zip(y, f(t, y))]


def rk4(f, t, y, h):
    k1 = f(t, y)
    k2 = f(t + h / 2, [a + h / 2 * b for a, b in zip(y, k1)])
    k3 = f(t + h / 2, [a + h / 2 * b for a, b in zip(y, k2)])
    k4 = f(t + h, [a + h * b for a, b in zip(y, k3)])
    return [a + h / 6 * (p + 2 * q + 2 * r + s) for a, p, q, r, s in zip(y, k1, k2, k3, k4)]


def solve(method, f, y, end, steps):
    h = end / steps
    out = [(0.0, y)]
    for i in range(steps):
        y = method(f, i * h, y, h)
        out.append(((i + 1) * h, y))
    return out


def adaptive(f, y, end, tolerance=1e-6):
    t, h, taken, rejected = 0.0, 0.1, 0, 0
    while t < end - 1e-12:
        h = min(h, end - t)
        whole = rk4(f, t, y, h)
        half = rk4(f, t + h / 2, rk4(f, t, y, h / 2), h / 2)
        error = max(abs(a - b) for a, b in zip(whole, half)) / 15
        if error <= tolerance:
            t, y, taken = t + h, half, taken + 1
        else:
            rejected += 1
        h *= min(4, max(0.2, 0.9 * (tolerance / (error or 1e-12)) ** 0.2))
    return y, taken, rejected


decay = lambda t, y: [-0.5 * y[0]]
print("decay to t=4, exact", f"{10 * math.exp(-2):.8f}")
for steps in (8, 32, 128):
    a, b = solve(euler, decay, [10.0], 4, steps)[-1][1][0], solve(rk4, decay, [10.0], 4, steps)[-1][1][0]
    print(f"  {steps:>4} steps: euler {a:.6f} error {abs(a - 10 * math.exp(-2)):.1e}, rk4 {b:.8f} error {abs(b - 10 * math.exp(-2)):.0e}")
y, taken, rejected = adaptive(decay, [10.0], 4)
print(f"  adaptive: {y[0]:.7f} with {taken} steps, {rejected} rejected")

prey = lambda t, y: [1.1 * y[0] - 0.4 * y[0] * y[1], 0.1 * y[0] * y[1] - 0.4 * y[1]]
path = solve(rk4, prey, [10.0, 5.0], 40, 800)
keep = lambda y: 0.1 * y[0] - 0.4 * math.log(y[0]) + 0.4 * y[1] - 1.1 * math.log(y[1])
print("conserved quantity drift:", f"{abs(keep(path[-1][1]) - keep(path[0][1])):.1e}")
peaks = [t for (_, a), (t, b), (_, c) in zip(path, path[1:], path[2:]) if a[0] < b[0] > c[0]]
print("prey peaks at", [f"{t:.2f}" for t in peaks], "period about", f"{(peaks[-1] - peaks[0]) / (len(peaks) - 1):.3f}")
for t, (a, b) in path[:400:25]:
    line = [" "] * 60
    line[min(59, round(b * 3))] = "w"
    line[min(59, round(a * 3))] = "r"
    print(f"{t:6.2f} |{''.join(line).rstrip()}")

swing = lambda t, y: [y[1], -9.81 * math.sin(y[0])]
for degrees in (5, 60, 150):
    states = solve(rk4, swing, [math.radians(degrees), 0.0], 4, 4000)
    quarter = next(t for t, y in states if y[0] <= 0)
    print(f"pendulum from {degrees} degrees: period {4 * quarter:.2f}, small-angle {math.tau / math.sqrt(9.81):.2f}")
lorenz = lambda t, y: [10 * (y[1] - y[0]), y[0] * (28 - y[2]) - y[1], y[0] * y[1] - 8 / 3 * y[2]]
a, b = solve(rk4, lorenz, [1.0, 1.0, 1.0], 2, 400)[-1][1], solve(rk4, lorenz, [1.0, 1.0, 1.001], 2, 400)[-1][1]
print("lorenz at t=2:", [round(v, 3) for v in a], "nearby start ends", round(math.dist(a, b), 3), "away")
