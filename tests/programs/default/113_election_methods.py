"""One set of ballots counted five ways: plurality, runoff, Borda, Condorcet, and seats by three quotas."""
from collections import Counter
from fractions import Fraction
from itertools import combinations

BALLOTS = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}
NAMES = {"M": "Memphis", "N": "Nashville", "C": "Chattanooga", "K": "Knoxville"}
CANDIDATES = sorted(NAMES)


def plurality(ballots):
    return Counter({c: sum(n for b, n in ballots.items() if b[:1] == c) for c in CANDIDATES}).most_common()


def instant_runoff(ballots):
    left, rounds = set(CANDIDATES), []
    while True:
        tally = Counter({c: 0 for c in sorted(left)})
        for b, n in ballots.items():
            if pick := next((c for c in b if c in left), None):
                tally[pick] += n
        rounds.append(dict(tally))
        leader, votes = tally.most_common(1)[0]
        if votes * 2 > sum(tally.values()):
            return leader, rounds
        left.remove(min(tally, key=lambda c: (tally[c], c)))


def borda(ballots):
    scores = Counter()
    for b, n in ballots.items():
        for i, c in enumerate(b):
            scores[c] += n * (len(CANDIDATES) - 1 - i)
    return scores.most_common()


def pairwise(ballots):
    return {(a, b): sum(n for ballot, n in ballots.items() if ballot.index(a) < ballot.index(b)) for a in CANDIDATES for b in CANDIDATES if a != b}


def condorcet(ballots):
    p = pairwise(ballots)
    return next((a for a in CANDIDATES if all(p[a, b] > p[b, a] for b in CANDIDATES if b != a)), None)


def schulze(ballots):
    p = pairwise(ballots)
    s = {k: v if v > p[k[1], k[0]] else 0 for k, v in p.items()}
    for i in CANDIDATES:
        for j in CANDIDATES:
            for k in CANDIDATES:
                if len({i, j, k}) == 3:
                    s[j, k] = max(s[j, k], min(s[j, i], s[i, k]))
    return sorted(CANDIDATES, key=lambda c: -sum(s[c, d] > s[d, c] for d in CANDIDATES if d != c))


def approval(ballots, n=2):
    return Counter(c for b, votes in ballots.items() for c in b[:n] * votes).most_common()


print("plurality:", [(NAMES[c], n) for c, n in plurality(BALLOTS)])
winner, rounds = instant_runoff(BALLOTS)
print("runoff:", NAMES[winner])
for i, r in enumerate(rounds, 1):
    print("   round", i, r)
print("borda:", borda(BALLOTS))
print("condorcet:", NAMES.get(condorcet(BALLOTS), "nobody"), "schulze:", "".join(schulze(BALLOTS)), "approval:", approval(BALLOTS))
cycle = {"MNCK": 5, "NCMK": 4, "CMNK": 3}
print("cycle:", condorcet(cycle), "".join(schulze(cycle)), {f"{a}>{b}": n for (a, b), n in pairwise(cycle).items() if n > 6})


def highest_averages(votes, seats, divisor):
    won = Counter()
    for _ in range(seats):
        party = max(votes, key=lambda p: (Fraction(votes[p], divisor(won[p])), p))
        won[party] += 1
    return won


def largest_remainder(votes, seats):
    total = sum(votes.values())
    exact = {p: Fraction(v * seats, total) for p, v in votes.items()}
    won = Counter({p: int(q) for p, q in exact.items()})
    for p in sorted(exact, key=lambda p: exact[p] % 1, reverse=True)[:seats - sum(won.values())]:
        won[p] += 1
    return won


VOTES = {"Red": 100_000, "Blue": 80_000, "Green": 30_000, "Gold": 20_000}
for seats in (8, 9, 20):
    methods = {"D'Hondt": highest_averages(VOTES, seats, lambda n: n + 1), "Webster": highest_averages(VOTES, seats, lambda n: 2 * n + 1), "Hamilton": largest_remainder(VOTES, seats)}
    for name, won in methods.items():
        print(f"{seats:>3} seats {name:9}", {p: won[p] for p in VOTES})
alabama = {"A": 5, "B": 5, "C": 3, "D": 1}
print("more seats, fewer for D:", [largest_remainder(alabama, s)["D"] for s in range(8, 16)])
states = {"A": 12, "B": 9, "C": 7, "D": 3, "E": 1, "F": 1}
swings = Counter()
for size in range(1, 7):
    for coalition in combinations(states, size):
        weight = sum(states[c] for c in coalition)
        for c in coalition:
            swings[c] += weight >= 18 > weight - states[c]
print("Banzhaf power:", {c: f"{swings[c] / sum(swings.values()):.1%}" for c in states})
