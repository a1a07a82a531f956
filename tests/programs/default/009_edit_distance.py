"""Levenshtein distance with the edit script and a small spelling corrector on top."""
from functools import lru_cache

WORDS = "kitten sitting saturday sunday mitten bitten written smitten knitting setting hitting".split()


def table(a, b):
    d = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if i == 0 or j == 0:
                d[i][j] = i + j
            else:
                d[i][j] = min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
    return d


def script(a, b):
    d, i, j, ops = table(a, b), len(a), len(b), []
    while i or j:
        if i and j and d[i][j] == d[i - 1][j - 1] + (a[i - 1] != b[j - 1]):
            i, j = i - 1, j - 1
            ops.append(("keep", a[i]) if a[i] == b[j] else ("replace", a[i], b[j]))
        elif i and d[i][j] == d[i - 1][j] + 1:
            i -= 1
            ops.append(("delete", a[i]))
        else:
            j -= 1
            ops.append(("insert", b[j]))
    return ops[::-1]


@lru_cache(maxsize=4096)
def distance(a, b):
    return table(a, b)[-1][-1]


def jaro(a, b):
    span = max(len(a), len(b)) // 2 - 1
    used = [False] * len(b)
    first = []
    for i, ch in enumerate(a):
        for j in range(max(0, i - span), min(len(b), i + span + 1)):
            if not used[j] and b[j] == ch:
                used[j] = True
                first.append(ch)
                break
    second = [b[j] for j in range(len(b)) if used[j]]
    m = len(first)
    if not m:
        return 0.0
    half = sum(x != y for x, y in zip(first, second)) / 2
    return (m / len(a) + m / len(b) + (m - half) / m) / 3


for a, b in (("kitten", "sitting"), ("saturday", "sunday"), ("", "abc"), ("same", "same")):
    ops = script(a, b)
    print(f"{a!r} -> {b!r}: distance {distance(a, b)}, jaro {jaro(a, b) if a else 0:.3f}")
    for op in ops:
        if op[0] != "keep":
            print("   ", *op)

for typo in ("kiten", "sittin", "wrytten", "sunnday"):
    ranked = sorted(WORDS, key=lambda w: (distance(typo, w), w))
    print(typo, "->", [(w, distance(typo, w)) for w in ranked[:3]])
