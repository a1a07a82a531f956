"""Knight's tours by Warnsdorff's rule, shortest knight paths and graph colouring of move counts."""
from collections import deque
from itertools import product

JUMPS = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]


def neighbours(cell, n):
    r, c = cell
    return [(r + a, c + b) for a, b in JUMPS if 0 <= r + a < n and 0 <= c + b < n]


def warnsdorff(n, start):
    board = {start: 1}
    at = start
    for step in range(2, n * n + 1):
        options = [p for p in neighbours(at, n) if p not in board]
        if not options:
            return board
        at = min(options, key=lambda p: (sum(q not in board for q in neighbours(p, n)), p))
        board[at] = step
    return board


def backtrack(n, start):
    path, seen = [start], {start}
    tries = 0

    def go(at):
        nonlocal tries
        tries += 1
        if len(path) == n * n:
            return True
        for p in sorted((p for p in neighbours(at, n) if p not in seen), key=lambda p: sum(q not in seen for q in neighbours(p, n))):
            seen.add(p)
            path.append(p)
            if go(p):
                return True
            path.pop()
            seen.discard(p)
        return False
    return go(start), tries, path


def distances(n, start):
    dist, queue = {start: 0}, deque([start])
    while queue:
        at = queue.popleft()
        for p in neighbours(at, n):
            if p not in dist:
                dist[p] = dist[at] + 1
                queue.append(p)
    return dist


def name(cell):
    return "abcdefgh"[cell[1]] + str(cell[0] + 1)


board = warnsdorff(8, (0, 0))
print("covered", len(board), "of 64")
for r in reversed(range(8)):
    print("  ".join(f"{board.get((r, c), 0):2}" for c in range(8)))
path = sorted(board, key=board.get)
print("legal:", all(b in neighbours(a, 8) for a, b in zip(path, path[1:])), "closed:", path[0] in neighbours(path[-1], 8))
print("first moves:", " ".join(map(name, path[:8])))
for n in (3, 4, 5, 6):
    found, tries, path = backtrack(n, (0, 0))
    print(f"{n}x{n}: {'tour' if found else 'no tour'} after {tries} steps")
complete = sum(len(warnsdorff(5, cell)) == 25 for cell in product(range(5), repeat=2))
print("5x5 starts completed greedily:", complete, "of 25")
d = distances(8, (0, 0))
print("moves from a1:")
for r in reversed(range(8)):
    print("  ".join(str(d[r, c]) for c in range(8)))
print("farthest:", [name(p) for p in sorted(d) if d[p] == max(d.values())], "g7:", d[6, 6], "average", round(sum(d.values()) / 63, 3))
total = sum(len(neighbours(p, 8)) for p in product(range(8), repeat=2))
print("ordered moves on the board:", total)
