"""Conway's life on an unbounded plane: patterns classified by what becomes of them."""
from collections import Counter
from itertools import product

PATTERNS = {
    "block": ["OO", "OO"],
    "blinker": ["OOO"],
    "toad": [".OOO", "OOO."],
    "glider": [".O.", "..O", "OOO"],
    "r-pentomino": [".OO", "OO.", ".O."],
    "diehard": ["......O.", "OO......", ".O...OOO"],
}


def parse(lines):
    return frozenset((x, y) for y, row in enumerate(lines) for x, ch in enumerate(row) if ch == "O")


def step(cells):
    counts = Counter((x + dx, y + dy) for x, y in cells for dx, dy in product((-1, 0, 1), repeat=2) if dx or dy)
    return frozenset(c for c, n in counts.items() if n == 3 or (n == 2 and c in cells))


def normal(cells):
    mx, my = min(x for x, _ in cells), min(y for _, y in cells)
    return frozenset((x - mx, y - my) for x, y in cells), (mx, my)


def draw(cells):
    xs, ys = [x for x, _ in cells], [y for _, y in cells]
    for y in range(min(ys), max(ys) + 1):
        print("   ", "".join("#" if (x, y) in cells else "." for x in range(min(xs), max(xs) + 1)))


def classify(cells, limit=140):
    seen = {}
    for gen in range(limit):
        if not cells:
            return f"dies at generation {gen}"
        shape, at = normal(cells)
        if shape in seen:
            g0, (x0, y0) = seen[shape]
            dx, dy = at[0] - x0, at[1] - y0
            period = gen - g0
            if dx or dy:
                return f"spaceship, period {period}, moves ({dx:+d},{dy:+d})"
            return "still life" if period == 1 else f"oscillator, period {period}"
        seen[shape] = (gen, at)
        cells = step(cells)
    return f"undecided after {limit} generations, population {len(cells)}"


for name, lines in PATTERNS.items():
    print(f"{name}: {classify(parse(lines))}")

cells = parse(PATTERNS["r-pentomino"])
history = []
for gen in range(31):
    history.append(len(cells))
    cells = step(cells)
print("r-pentomino populations:", history)
draw(cells)
