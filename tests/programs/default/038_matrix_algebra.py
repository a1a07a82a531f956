"""Matrix class with exact determinant, inverse, rank, null space and a power series check."""
from fractions import Fraction as F
from functools import reduce
from itertools import permutations
from math import prod
import operator


class Matrix:
    def __init__(self, rows):
        self.rows = [list(map(F, r)) for r in rows]
        if len({len(r) for r in self.rows}) > 1:
            raise ValueError("ragged rows")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]:
            raise ValueError(f"cannot multiply {self.shape} by {o.shape}")
        columns = list(zip(*o.rows))
        return Matrix([[sum(map(operator.mul, r, c)) for c in columns] for r in self.rows])

    def __add__(self, o):
        return Matrix([list(map(operator.add, a, b)) for a, b in zip(self.rows, o.rows)])

    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base, n = base @ base, n >> 1
        return result

    def __eq__(self, o):
        return self.rows == o.rows

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __str__(self):
        cells = [[str(v) for v in r] for r in self.rows]
        width = max(len(c) for r in cells for c in r)
        return "\n".join("[" + "  ".join(c.rjust(width) for c in r) + "]" for r in cells)

    def reduced(self):
        rows, pivots, r = [row[:] for row in self.rows], [], 0
        det = F(1)
        for col in range(self.shape[1]):
            pick = next((i for i in range(r, len(rows)) if rows[i][col]), None)
            if pick is None:
                continue
            if pick != r:
                rows[r], rows[pick] = rows[pick], rows[r]
                det = -det
            det *= rows[r][col]
            rows[r] = [v / rows[r][col] for v in rows[r]]
            for i in range(len(rows)):
                if i != r and rows[i][col]:
                    k = rows[i][col]
                    rows[i] = [a - k * b for a, b in zip(rows[i], rows[r])]
            pivots.append(col)
            r += 1
            if r == len(rows):
                break
        return rows, pivots, det

    def det(self):
        _, pivots, det = self.reduced()
        return det if len(pivots) == len(self.rows) else F(0)

    def det_leibniz(self):
        n = len(self.rows)
        sign = lambda p: (-1) ** sum(p[i] > p[j] for i in range(n) for j in range(i + 1, n))
        return sum(sign(p) * prod(self.rows[i][p[i]] for i in range(n)) for p in permutations(range(n)))

    def inverse(self):
        n = len(self.rows)
        joined = Matrix([r + e for r, e in zip(self.rows, Matrix.identity(n).rows)])
        rows, pivots, _ = joined.reduced()
        if pivots != list(range(n)):
            raise ZeroDivisionError("singular matrix")
        return Matrix([r[n:] for r in rows])

    def kernel(self):
        rows, pivots, _ = self.reduced()
        n = self.shape[1]
        for free in (c for c in range(n) if c not in pivots):
            v = [F(0)] * n
            v[free] = F(1)
            for row, p in zip(rows, pivots):
                v[p] = -row[free]
            yield v


a = Matrix([[2, -1, 0], [-1, 2, -1], [0, -1, 2]])
print(a, "det", a.det(), a.det_leibniz())
print(a.inverse(), a.inverse() @ a == Matrix.identity(3), sep="\n")
singular = Matrix([[1, 2, 3, 4], [2, 4, 6, 8], [1, 0, 1, 0]])
print("rank", len(singular.reduced()[1]), "kernel", [[str(v) for v in k] for k in singular.kernel()])
hilbert = Matrix([[F(1, i + j + 1) for j in range(4)] for i in range(4)])
print("1/det(hilbert4) =", 1 / hilbert.det(), "corner of inverse", hilbert.inverse().rows[3][3])
print(Matrix([[1, 1], [1, 0]]) ** 20, "trace", reduce(operator.add, (r[i] for i, r in enumerate((a ** 3).rows))))
print((a @ a.T) == a ** 2, a.T == a, Matrix([[1, 2, 3]]).T.shape)
for bad in (lambda: Matrix([[1, 2], [3]]), lambda: a @ Matrix([[1, 2]]), lambda: Matrix([[1, 2], [2, 4]]).inverse()):
    try:
        bad()
    except (ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, "-", e)
