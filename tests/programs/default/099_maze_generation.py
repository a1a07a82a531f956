"""Mazes by three algorithms from fixed seeds, solved by flood fill, with dead ends counted."""
import random
from collections import deque

W, H = 18, 7
N, S, E, WEST = 1, 2, 4, 8
STEP = {N: (0, -1), S: (0, 1), E: (1, 0), WEST: (-1, 0)}
BACK = {N: S, S: N, E: WEST, WEST: E}


def inside(x, y):
    return 0 <= x < W and 0 <= y < H


def backtracker(rng):
    grid = [[0] * W for _ in range(H)]
    stack = [(0, 0)]
    seen = {(0, 0)}
    while stack:
        x, y = stack[-1]
        options = [d for d, (dx, dy) in STEP.items() if inside(x + dx, y + dy) and (x + dx, y + dy) not in seen]
        if not options:
            stack.pop()
            continue
        d = rng.choice(options)
        nx, ny = x + STEP[d][0], y + STEP[d][1]
        grid[y][x] |= d
        grid[ny][nx] |= BACK[d]
        seen.add((nx, ny))
        stack.append((nx, ny))
    return grid


def kruskal(rng):
    grid = [[0] * W for _ in range(H)]
    group = {(x, y): (x, y) for x in range(W) for y in range(H)}

    def find(c):
        while group[c] != c:
            group[c] = group[group[c]]
            c = group[c]
        return c
    walls = [(x, y, d) for x in range(W) for y in range(H) for d in (S, E) if inside(x + STEP[d][0], y + STEP[d][1])]
    rng.shuffle(walls)
    for x, y, d in walls:
        nx, ny = x + STEP[d][0], y + STEP[d][1]
        a, b = find((x, y)), find((nx, ny))
        if a != b:
            group[a] = b
            grid[y][x] |= d
            grid[ny][nx] |= BACK[d]
    return grid


def sidewinder(rng):
    grid = [[0] * W for _ in range(H)]
    for y in range(H):
        run = 0
        for x in range(W):
            if y and (x + 1 == W or rng.random() < 0.45):
                cell = rng.randint(run, x)
                grid[y][cell] |= N
                grid[y - 1][cell] |= S
                run = x + 1
            elif x + 1 < W:
                grid[y][x] |= E
                grid[y][x + 1] |= WEST
    return grid


def solve(grid, start=(0, 0), end=(W - 1, H - 1)):
    came, queue = {start: None}, deque([start])
    while queue:
        x, y = queue.popleft()
        for d, (dx, dy) in STEP.items():
            if grid[y][x] & d and (x + dx, y + dy) not in came:
                came[x + dx, y + dy] = x, y
                queue.append((x + dx, y + dy))
    path, at = [], end
    while at:
        path.append(at)
        at = came[at]
    return path[::-1], len(came)


def draw(grid, path=()):
    path = set(path)
    print("+" + "--+" * W)
    for y, row in enumerate(grid):
        print("|" + "".join(("••" if (x, y) in path else "  ") + (" " if c & E else "|") for x, c in enumerate(row)))
        print("+" + "".join("  +" if c & S else "--+" for c in row))


for method in (backtracker, kruskal, sidewinder):
    grid = method(random.Random(2023))
    path, reached = solve(grid)
    dead = sum(c in (N, S, E, WEST) for row in grid for c in row)
    passages = sum(c.bit_count() for row in grid for c in row) // 2
    print(f"{method.__name__}: path {len(path)}, dead ends {dead}, passages {passages}, perfect {passages == W * H - 1 == reached - 1}")
    if method is backtracker:
        draw(grid, path)
draw(kruskal(random.Random(5)))
