"""Elementary cellular automata, Langton's ant and a Wireworld-style clock."""
from collections import Counter
from itertools import product


def elementary(rule, width=61, rows=16, start=None):
    cells = start or [int(i == width // 2) for i in range(width)]
    for _ in range(rows):
        yield cells
        cells = [rule >> (cells[i - 1] << 2 | cells[i] << 1 | cells[(i + 1) % width]) & 1 for i in range(width)]


for rule in (30, 90, 110):
    print(f"rule {rule}")
    for row in elementary(rule, rows=12):
        print("".join(" █"[c] for c in row).rstrip())
print("cells alive after 30 rows:", {rule: sum(list(elementary(rule, rows=31))[-1]) for rule in (18, 22, 30, 54, 90, 110, 150)})


def mirror(rule):
    return sum((rule >> (c << 2 | b << 1 | a) & 1) << (a << 2 | b << 1 | c) for a, b, c in product((0, 1), repeat=3))


def complement(rule):
    return sum((1 - (rule >> (7 - i) & 1)) << i for i in range(8))


classes = {min(r, mirror(r), complement(r), mirror(complement(r))) for r in range(256)}
print("rules up to symmetry:", len(classes), "mirror of 110:", mirror(110), "complement:", complement(110))


def ant(steps):
    black, x, y, dx, dy = set(), 0, 0, 0, -1
    for _ in range(steps):
        if (x, y) in black:
            black.discard((x, y))
            dx, dy = dy, -dx
        else:
            black.add((x, y))
            dx, dy = -dy, dx
        x, y = x + dx, y + dy
    return black, (x, y)


for steps in (11, 100, 500, 11000):
    black, at = ant(steps)
    print(f"ant after {steps}: {len(black)} black cells, ant at {at}")
black, at = ant(250)
xs, ys = zip(*black)
for y in range(min(ys), max(ys) + 1):
    print("   " + "".join("A" if (x, y) == at else "▓" if (x, y) in black else "·" for x in range(min(xs), max(xs) + 1)))

WIRE = """\
  .......   .....
 .       tH      .
 .       .       .
  .......        ....
         .       .
          .......  """
grid = {(x, y): ch for y, row in enumerate(WIRE.splitlines()) for x, ch in enumerate(row) if ch != " "}


def wire_step(grid):
    def after(p, ch):
        if ch == "H":
            return "t"
        if ch == "t":
            return "."
        heads = sum(grid.get((p[0] + dx, p[1] + dy)) == "H" for dx, dy in product((-1, 0, 1), repeat=2) if dx or dy)
        return "H" if heads in (1, 2) else "."
    return {p: after(p, ch) for p, ch in grid.items()}


counts = []
for _ in range(24):
    counts.append(Counter(grid.values())["H"])
    grid = wire_step(grid)
print("electron heads:", counts)
