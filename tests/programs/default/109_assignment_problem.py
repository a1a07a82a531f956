"""The Hungarian algorithm on cost matrices, checked against brute force, plus stable marriage."""
import random
from itertools import permutations
from math import inf


def hungarian(cost):
    n, m = len(cost), len(cost[0])
    u, v, match, way = [0] * (n + 1), [0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        least, used = [inf] * (m + 1), [False] * (m + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = match[j0], inf, 0
            for j in range(1, m + 1):
                if not used[j]:
                    gap = cost[i0 - 1][j - 1] - u[i0] - v[j]
                    if gap < least[j]:
                        least[j], way[j] = gap, j0
                    if least[j] < delta:
                        delta, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if match[j0] == 0:
                break
        while j0:
            match[j0] = match[way[j0]]
            j0 = way[j0]
    rows = {match[j] - 1: j - 1 for j in range(1, m + 1) if match[j]}
    return sum(cost[i][j] for i, j in rows.items()), rows


WORKERS, TASKS = ["Ann", "Bob", "Cat", "Dan"], ["dig", "weld", "paint", "drive"]
COST = [[9, 2, 7, 8], [6, 4, 3, 7], [5, 8, 1, 8], [7, 6, 9, 4]]
total, rows = hungarian(COST)
print("      " + "".join(f"{t:>7}" for t in TASKS))
for i, w in enumerate(WORKERS):
    print(f"{w:6}" + "".join(f"{('*' if rows[i] == j else '') + str(c):>7}" for j, c in enumerate(COST[i])))
print("cheapest total:", total)
rng = random.Random(6)
wrong = 0
for _ in range(40):
    n = rng.randint(1, 5)
    m = n + rng.randint(0, 2)
    c = [[rng.randint(0, 30) for _ in range(m)] for _ in range(n)]
    wrong += hungarian(c)[0] != min(sum(c[i][p[i]] for i in range(n)) for p in permutations(range(m), n))
print("disagreements with brute force:", wrong)
big = [[rng.randint(1, 999) for _ in range(40)] for _ in range(40)]
greedy, left = 0, set(range(40))
for row in big:
    j = min(left, key=lambda j: (row[j], j))
    greedy += row[j]
    left.remove(j)
print("40x40 optimum", hungarian(big)[0], "greedy", greedy)


def stable(proposers, reviewers):
    rank = {r: {p: i for i, p in enumerate(prefs)} for r, prefs in reviewers.items()}
    free, next_choice, engaged = list(reversed(proposers)), dict.fromkeys(proposers, 0), {}
    rounds = 0
    while free:
        p = free.pop()
        r = proposers[p][next_choice[p]]
        next_choice[p] += 1
        rounds += 1
        if r not in engaged:
            engaged[r] = p
        elif rank[r][p] < rank[r][engaged[r]]:
            free.append(engaged[r])
            engaged[r] = p
        else:
            free.append(p)
    return {p: r for r, p in engaged.items()}, rounds


def unstable(pairs, proposers, reviewers):
    holder = {r: p for p, r in pairs.items()}
    return [(p, r) for p, prefs in proposers.items() for r in prefs[:prefs.index(pairs[p])] if reviewers[r].index(p) < reviewers[r].index(holder[r])]


students = {"s1": ["A", "B", "C"], "s2": ["B", "A", "C"], "s3": ["A", "C", "B"]}
schools = {"A": ["s2", "s3", "s1"], "B": ["s1", "s2", "s3"], "C": ["s1", "s2", "s3"]}
for label, left_side, right_side in (("students propose", students, schools), ("schools propose", schools, students)):
    pairs, rounds = stable(left_side, right_side)
    print(label, dict(sorted(pairs.items())), rounds, "proposals, blocking:", unstable(pairs, left_side, right_side))
print("a swap would block:", unstable({"s1": "C", "s2": "A", "s3": "B"}, students, schools))
