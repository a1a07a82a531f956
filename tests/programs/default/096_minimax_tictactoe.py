"""Perfect tic-tac-toe by memoised minimax: game tree counts, openings and a played match."""
from functools import cache
import random

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(b):
    for i, j, k in LINES:
        if b[i] != "." and b[i] == b[j] == b[k]:
            return b[i]
    return None


def moves(b):
    return [i for i, c in enumerate(b) if c == "."]


def play(b, i, who):
    return b[:i] + who + b[i + 1:]


@cache
def value(b, who):
    """+ve when X wins, sooner is better."""
    if w := winner(b):
        return (1 + b.count(".")) * (1 if w == "X" else -1)
    if not moves(b):
        return 0
    results = [value(play(b, i, who), "O" if who == "X" else "X") for i in moves(b)]
    return max(results) if who == "X" else min(results)


def best(b, who):
    key = lambda i: value(play(b, i, who), "O" if who == "X" else "X")
    return (max if who == "X" else min)(moves(b), key=key)


def show(b):
    return "\n".join(" ".join(b[r:r + 3]) for r in (0, 3, 6))


@cache
def count(b, who):
    if winner(b) or not moves(b):
        return {winner(b) or "draw": 1}
    total = {}
    for i in moves(b):
        for k, n in count(play(b, i, who), "O" if who == "X" else "X").items():
            total[k] = total.get(k, 0) + n
    return total


EMPTY = "." * 9
print("finished games:", dict(sorted(count(EMPTY, "X").items())), "sum", sum(count(EMPTY, "X").values()))
print("value of the game:", value(EMPTY, "X"), "positions:", value.cache_info().currsize)
print("opening values:", [value(play(EMPTY, i, "X"), "O") for i in range(9)])
b, who = EMPTY, "X"
while moves(b) and not winner(b):
    b, who = play(b, best(b, who), who), "O" if who == "X" else "X"
print("perfect play:", winner(b) or "draw")
print(show(b))
rng = random.Random(12)
tally = {"X": 0, "O": 0, None: 0}
for game in range(60):
    b, who = EMPTY, "X"
    while moves(b) and not winner(b):
        i = best(b, who) if who == "O" else rng.choice(moves(b))
        b, who = play(b, i, who), "O" if who == "X" else "X"
    tally[winner(b)] += 1
print("random X against perfect O:", {str(k): v for k, v in tally.items()})
for puzzle, who in (("XX.OO....", "X"), ("X...O...X", "O"), ("OX.X.....", "O")):
    i = best(puzzle, who)
    print(f"{puzzle} {who} to move plays {i}, value {value(puzzle, who)}")


def canonical(b):
    turn = lambda s: "".join(s[i] for i in (6, 3, 0, 7, 4, 1, 8, 5, 2))
    flip = lambda s: "".join(s[i] for i in (2, 1, 0, 5, 4, 3, 8, 7, 6))
    forms = [b]
    for _ in range(3):
        forms.append(turn(forms[-1]))
    return min(forms + [flip(f) for f in forms])


seen, frontier = set(), {EMPTY}
for ply in range(10):
    seen |= {canonical(x) for x in frontier}
    frontier = {play(x, i, "XO"[ply % 2]) for x in frontier if not winner(x) for i in moves(x)}
print("positions up to symmetry:", len(seen))
