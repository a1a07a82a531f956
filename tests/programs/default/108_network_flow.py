"""Maximum flow by Dinic's algorithm, minimum cuts, bipartite matching and a project-selection problem."""
from collections import defaultdict, deque
from math import inf


class Network:
    def __init__(self):
        self.edges, self.out = [], defaultdict(list)

    def add(self, a, b, capacity):
        self.out[a].append(len(self.edges))
        self.edges.append([b, capacity])
        self.out[b].append(len(self.edges))
        self.edges.append([a, 0])
        return len(self.edges) - 2

    def levels(self, source):
        level, queue = {source: 0}, deque([source])
        while queue:
            a = queue.popleft()
            for e in self.out[a]:
                b, capacity = self.edges[e]
                if capacity and b not in level:
                    level[b] = level[a] + 1
                    queue.append(b)
        return level

    def push(self, a, sink, limit, level, at):
        if a == sink:
            return limit
        while at[a] < len(self.out[a]):
            e = self.out[a][at[a]]
            b, capacity = self.edges[e]
            if capacity and level.get(b) == level[a] + 1:
                done = self.push(b, sink, min(limit, capacity), level, at)
                if done:
                    self.edges[e][1] -= done
                    self.edges[e ^ 1][1] += done
                    return done
            at[a] += 1
        return 0

    def flow(self, source, sink):
        total, phases = 0, 0
        while sink in (level := self.levels(source)):
            phases += 1
            at = defaultdict(int)
            while done := self.push(source, sink, inf, level, at):
                total += done
        return total, phases

    def cut(self, source):
        side = set(self.levels(source))
        return sorted((a, self.edges[e][0]) for a in side for e in self.out[a] if e % 2 == 0 and self.edges[e][0] not in side)


PIPES = [("s", "a", 16), ("s", "b", 13), ("a", "c", 12), ("b", "a", 4), ("c", "b", 9), ("b", "d", 14), ("d", "c", 7), ("c", "t", 20), ("d", "t", 4)]
net = Network()
ids = {(a, b): net.add(a, b, c) for a, b, c in PIPES}
total, phases = net.flow("s", "t")
print("max flow", total, "in", phases, "phases; cut", net.cut("s"))
for a, b, capacity in PIPES:
    used = capacity - net.edges[ids[a, b]][1]
    print(f"  {a}->{b} {used:>2}/{capacity:<2} {'#' * used}")

SKILLS = {"ann": ["cook", "drive"], "bob": ["cook"], "cat": ["drive", "sing", "paint"], "dan": ["drive"], "eve": ["sing", "cook"]}
net = Network()
for who, jobs in SKILLS.items():
    net.add("source", who, 1)
    for j in jobs:
        net.add(who, "job " + j, 1)
for j in sorted({j for jobs in SKILLS.values() for j in jobs}):
    net.add("job " + j, "sink", 1)
matched, _ = net.flow("source", "sink")
pairs = [(who, net.edges[e][0][4:]) for who in SKILLS for e in net.out[who] if e % 2 == 0 and net.edges[e][1] == 0]
print("matching of size", matched, pairs)
print("left over:", sorted(set(SKILLS) - {w for w, _ in pairs}))

GAINS = {"app": 100, "site": 60, "game": 30}
COSTS = {"server": 70, "designer": 50, "licence": 45}
NEEDS = {"app": ["server", "designer"], "site": ["server"], "game": ["licence"]}
net = Network()
for p, gain in GAINS.items():
    net.add("s", p, gain)
    for c in NEEDS[p]:
        net.add(p, c, inf)
for c, cost in COSTS.items():
    net.add(c, "t", cost)
value, _ = net.flow("s", "t")
side = set(net.levels("s"))
print("best profit", sum(GAINS.values()) - value, "projects", sorted(side & set(GAINS)), "buying", sorted(side & set(COSTS)))


def disjoint_paths(grid, a, b):
    net = Network()
    for y, row in enumerate(grid):
        for x, ch in enumerate(row):
            if ch == ".":
                net.add((x, y, "in"), (x, y, "out"), 9 if (x, y) in (a, b) else 1)
                for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                    if 0 <= y + dy < len(grid) and 0 <= x + dx < len(row) and grid[y + dy][x + dx] == ".":
                        net.add((x, y, "out"), (x + dx, y + dy, "in"), 1)
    return net.flow((*a, "in"), (*b, "out"))[0]


print("vertex-disjoint paths:", disjoint_paths(["....", ".##.", "....", "#..."], (0, 1), (3, 2)), disjoint_paths(["...", ".#.", "..."], (0, 0), (2, 2)), disjoint_paths([".#.", ".#."], (0, 0), (2, 1)))
