"""Reads a count-prefixed graph problem from input, contest style, and answers each case."""
from collections import deque


def ints():
    return list(map(int, input().split()))


def solve(n, edges):
    near = [[] for _ in range(n + 1)]
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    colour, parts, bipartite = {}, [], True
    for start in range(1, n + 1):
        if start in colour:
            continue
        colour[start], queue, size = 0, deque([start]), 0
        while queue:
            a = queue.popleft()
            size += 1
            for b in near[a]:
                if b not in colour:
                    colour[b] = 1 - colour[a]
                    queue.append(b)
                elif colour[b] == colour[a]:
                    bipartite = False
        parts.append(size)
    return sorted(parts, reverse=True), bipartite, max(map(len, near))


(t,) = ints()
for case in range(1, t + 1):
    n, m = ints()
    edges = [tuple(ints()) for _ in range(m)]
    parts, bipartite, degree = solve(n, edges)
    print(f"Case #{case}: {len(parts)} component{'s' * (len(parts) != 1)} {parts}, {'' if bipartite else 'not '}bipartite, top degree {degree}")
    cycles = m - n + len(parts)
    print(f"         {'forest' if cycles == 0 else f'{cycles} independent cycles'}")
print("rest of the input:", repr(input()))
