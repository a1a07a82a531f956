"""Ranks poker hands, breaks ties, finds the best five of seven and estimates odds with a seed."""
import random
from collections import Counter
from enum import IntEnum
from itertools import combinations

RANKS = "23456789TJQKA"
SUITS = "♣♦♥♠"


class Hand(IntEnum):
    HIGH_CARD = 0
    PAIR = 1
    TWO_PAIR = 2
    TRIPS = 3
    STRAIGHT = 4
    FLUSH = 5
    FULL_HOUSE = 6
    QUADS = 7
    STRAIGHT_FLUSH = 8

    @property
    def label(self):
        return self.name.replace("_", " ").lower()


def parse(text):
    return [(RANKS.index(c[0]), SUITS["CDHS".index(c[1])]) for c in text.split()]


def rank(cards):
    values = sorted((v for v, _ in cards), reverse=True)
    groups = sorted(Counter(values).items(), key=lambda vn: (vn[1], vn[0]), reverse=True)
    shape, order = [n for _, n in groups], [v for v, _ in groups]
    flush = len({s for _, s in cards}) == 1
    straight = len(set(values)) == 5 and values[0] - values[4] == 4
    if values == [12, 3, 2, 1, 0]:
        straight, order = True, [3, 2, 1, 0, -1]
    match shape:
        case _ if straight and flush:
            kind = Hand.STRAIGHT_FLUSH
        case [4, 1]:
            kind = Hand.QUADS
        case [3, 2]:
            kind = Hand.FULL_HOUSE
        case _ if flush:
            kind = Hand.FLUSH
        case _ if straight:
            kind = Hand.STRAIGHT
        case [3, *_]:
            kind = Hand.TRIPS
        case [2, 2, _]:
            kind = Hand.TWO_PAIR
        case [2, *_]:
            kind = Hand.PAIR
        case _:
            kind = Hand.HIGH_CARD
    return kind, order


def best(cards):
    return max(rank(five) for five in combinations(cards, 5))


def show(cards):
    return " ".join(RANKS[v] + s for v, s in cards)


for text in ("TS JS QS KS AS", "AH 2C 3D 4S 5H", "9C 9D 9H 9S 2C", "KH KD KS 7C 7D", "2D 6D 9D JD KD", "3C 3D 8H 8S QC", "AS AD 5C 9H 2S", "2C 4D 6H 8S TC", "QC QD QH 2S 5D", "5S 6S 7S 8S 9S"):
    cards = parse(text)
    kind, order = rank(cards)
    print(f"{show(cards)}  {kind.label:15} {order}")
DUELS = [("AS AD 5C 9H 2S", "AH AC 5D 9S 3S"), ("KH KD KS 7C 7D", "QH QD QS AC AD"), ("AH 2C 3D 4S 5H", "2C 3D 4S 5H 6D"), ("2D 6D 9D JD KD", "2S 6S 9S JS KS")]
for a, b in DUELS:
    ra, rb = rank(parse(a)), rank(parse(b))
    print(a, "beats" if ra > rb else "loses to" if ra < rb else "ties with", b)
deck = [(v, s) for s in SUITS for v in range(13)]
rng = random.Random(52)
counts = Counter(rank(rng.sample(deck, 5))[0] for _ in range(6000))
for kind in Hand:
    print(f"{kind.label:15} {counts[kind]:5} {counts[kind] / 6000:7.3%} {'▪' * (counts[kind] // 100)}")
seats = {"kim": "AS KS", "lee": "8C 8D", "mo": "7H 6H"}
known = [c for h in seats.values() for c in parse(h)]
rest = [c for c in deck if c not in known]
wins = Counter()
for _ in range(250):
    board = rng.sample(rest, 5)
    scores = {who: best(parse(h) + board) for who, h in seats.items()}
    top = max(scores.values())
    winners = [w for w, s in scores.items() if s == top]
    wins[winners[0] if len(winners) == 1 else "split"] += 1
print("equity:", {w: f"{wins[w] / 250:.1%}" for w in (*seats, "split")})
print(best(parse("AS KS QS JS TS 9S 2C"))[0].label, max(Hand), Hand(3) < Hand.FLUSH, list(Hand)[-1].name)
