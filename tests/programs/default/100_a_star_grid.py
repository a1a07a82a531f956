"""A*, uniform-cost and greedy search over a weighted terrain map, comparing cost and effort."""
import heapq
import math
from itertools import count

MAP = """\
S....#......~~~~....
.##..#..^^..~~~~..#.
.#...#.^^^^..~~...#.
.#.#.....^^.......#.
.#.####.......###.#.
.#....#..###..#...#.
.####.#..#....#.###.
......#..#.####.....
.######..#.....~~~#.
.........#####.~~~#G"""
COST = {".": 1, "^": 4, "~": 7, "S": 1, "G": 1}
GRID = {(x, y): ch for y, row in enumerate(MAP.splitlines()) for x, ch in enumerate(row) if ch != "#"}
START = next(p for p, ch in GRID.items() if ch == "S")
GOAL = next(p for p, ch in GRID.items() if ch == "G")


def neighbours(p, diagonal):
    x, y = p
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            q = x + dx, y + dy
            if (dx or dy) and q in GRID and (diagonal or not (dx and dy)):
                if dx and dy and ((x + dx, y) not in GRID or (x, y + dy) not in GRID):
                    continue
                yield q, COST[GRID[q]] * (math.sqrt(2) if dx and dy else 1)


def manhattan(p):
    return abs(p[0] - GOAL[0]) + abs(p[1] - GOAL[1])


def octile(p):
    a, b = sorted((abs(p[0] - GOAL[0]), abs(p[1] - GOAL[1])))
    return b + (math.sqrt(2) - 1) * a


def search(heuristic, weight=1.0, past=1.0, diagonal=False):
    order = count()
    heap = [(0, next(order), START)]
    best, came, done = {START: 0.0}, {}, set()
    while heap:
        _, _, p = heapq.heappop(heap)
        if p in done:
            continue
        done.add(p)
        if p == GOAL:
            path = [p]
            while path[-1] in came:
                path.append(came[path[-1]])
            return path[::-1], best[p], len(done)
        for q, cost in neighbours(p, diagonal):
            g = best[p] + cost
            if g < best.get(q, math.inf):
                best[q], came[q] = g, p
                heapq.heappush(heap, (past * g + weight * heuristic(q), next(order), q))
    return None, math.inf, len(done)


zero = lambda p: 0
RUNS = {"uniform": (zero, 1, 1, False), "a*": (manhattan, 1, 1, False), "weighted": (manhattan, 2.5, 1, False), "greedy": (manhattan, 1, 0, False), "a* diagonal": (octile, 1, 1, True)}
for name, args in RUNS.items():
    path, cost, effort = search(*args)
    print(f"{name:12} cost {cost:7.3f}, {len(path)} cells, {effort} expanded")
path, _, _ = search(*RUNS["a*"])
on = set(path[1:-1])
for y, row in enumerate(MAP.splitlines()):
    print("".join("*" if (x, y) in on else ch for x, ch in enumerate(row)))
print("same cost as uniform:", search(zero)[1] == search(manhattan)[1])
turns = "".join({(1, 0): "→", (-1, 0): "←", (0, 1): "↓", (0, -1): "↑"}[b[0] - a[0], b[1] - a[1]] for a, b in zip(path, path[1:]))
print(turns)
del GRID[GOAL[0], GOAL[1] - 1]
print("walled in:", search(manhattan)[:2])
