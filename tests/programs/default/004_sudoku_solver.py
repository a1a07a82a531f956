"""Solves two sudoku grids by constraint propagation and depth-first search."""
from itertools import product

ROWS, COLS = "ABCDEFGHI", "123456789"
CELLS = [r + c for r, c in product(ROWS, COLS)]
UNITS = (
    [[r + c for c in COLS] for r in ROWS]
    + [[r + c for r in ROWS] for c in COLS]
    + [[r + c for r in rs for c in cs] for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")]
)
PEERS = {cell: set().union(*(u for u in UNITS if cell in u)) - {cell} for cell in CELLS}


def assign(values, cell, digit):
    others = values[cell].replace(digit, "")
    return values if all(eliminate(values, cell, d) for d in others) else None


def eliminate(values, cell, digit):
    if digit not in values[cell]:
        return values
    values[cell] = values[cell].replace(digit, "")
    if not values[cell]:
        return None
    if len(values[cell]) == 1 and not all(eliminate(values, p, values[cell]) for p in PEERS[cell]):
        return None
    for unit in UNITS:
        if cell in unit:
            places = [c for c in unit if digit in values[c]]
            if not places:
                return None
            if len(places) == 1 and not assign(values, places[0], digit):
                return None
    return values


def parse(grid):
    values = {cell: COLS for cell in CELLS}
    for cell, ch in zip(CELLS, grid):
        if ch in COLS and not assign(values, cell, ch):
            return None
    return values


nodes = 0


def search(values):
    global nodes
    nodes += 1
    if values is None:
        return None
    if all(len(v) == 1 for v in values.values()):
        return values
    _, cell = min((len(values[c]), c) for c in CELLS if len(values[c]) > 1)
    for digit in values[cell]:
        found = search(assign(dict(values), cell, digit))
        if found:
            return found
    return None


PUZZLES = {
    "easy": "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79",
    "hard": "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
}
for name, puzzle in PUZZLES.items():
    nodes = 0
    solved = search(parse(puzzle))
    print(f"{name}: {puzzle.count('.')} blanks, {nodes} nodes")
    for i, r in enumerate(ROWS):
        if i in (3, 6):
            print("------+-------+------")
        print(" | ".join(",".join(solved[r + c] for c in block) for block in ("123", "456", "789")))
    print("valid:", all(sorted(solved[c] for c in u) == list(COLS) for u in UNITS))
print("contradiction:", parse("11" + "." * 79))
