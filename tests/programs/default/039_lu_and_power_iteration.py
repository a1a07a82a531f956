"""Floating-point linear algebra: LU solve with pivoting, QR by Gram-Schmidt, dominant eigenvalue."""
import math
import random


def lu(a):
    n = len(a)
    a = [row[:] for row in a]
    perm = list(range(n))
    for k in range(n):
        pivot = max(range(k, n), key=lambda i: abs(a[i][k]))
        if abs(a[pivot][k]) < 1e-12:
            raise ZeroDivisionError(f"no pivot in column {k}")
        a[k], a[pivot] = a[pivot], a[k]
        perm[k], perm[pivot] = perm[pivot], perm[k]
        for i in range(k + 1, n):
            a[i][k] /= a[k][k]
            for j in range(k + 1, n):
                a[i][j] -= a[i][k] * a[k][j]
    return a, perm


def solve(a, b):
    f, perm = lu(a)
    n = len(b)
    y = []
    for i in range(n):
        y.append(b[perm[i]] - math.fsum(f[i][j] * y[j] for j in range(i)))
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (y[i] - math.fsum(f[i][j] * x[j] for j in range(i + 1, n))) / f[i][i]
    return x


def dot(u, v):
    return math.fsum(p * q for p, q in zip(u, v))


def qr(columns):
    q, r = [], [[0.0] * len(columns) for _ in columns]
    for j, v in enumerate(columns):
        u = v[:]
        for i, e in enumerate(q):
            r[i][j] = dot(e, v)
            u = [p - r[i][j] * s for p, s in zip(u, e)]
        r[j][j] = math.sqrt(dot(u, u))
        q.append([p / r[j][j] for p in u])
    return q, r


def dominant(a, steps=200):
    v = [1.0] * len(a)
    for _ in range(steps):
        w = [dot(row, v) for row in a]
        norm = math.hypot(*w)
        v = [p / norm for p in w]
    return dot(v, [dot(row, v) for row in a]), v


rng = random.Random("lu")
a = [[round(rng.uniform(-5, 5), 1) for _ in range(5)] for _ in range(5)]
want = [1, -2, 3, -4, 5]
b = [dot(row, want) for row in a]
x = solve(a, b)
print("solution:", [f"{v:.6f}" for v in x])
print("residual small:", max(abs(dot(r, x) - t) for r, t in zip(a, b)) < 1e-9)
q, r = qr([list(c) for c in zip(*a)])
print("orthonormal:", all(math.isclose(dot(q[i], q[j]), i == j, abs_tol=1e-9) for i in range(5) for j in range(5)))
print("R diagonal:", [f"{r[i][i]:.4f}" for i in range(5)])
sym = [[dot(p, s) for s in a] for p in a]
value, vector = dominant(sym)
print(f"dominant eigenvalue {value:.5f}, trace {sum(sym[i][i] for i in range(5)):.5f}")
print("vector:", " ".join(f"{v:+.4f}" for v in vector))
try:
    solve([[1.0, 2.0], [2.0, 4.0]], [1, 2])
except ZeroDivisionError as e:
    print("singular:", e)
