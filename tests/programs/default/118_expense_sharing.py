"""Shares group expenses to the penny, nets the debts and finds a short list of payments."""
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations


@dataclass
class Expense:
    payer: str
    pence: int
    what: str
    shares: dict[str, int] = field(default_factory=dict)


def split(pence, shares):
    """Largest-remainder split so that the parts add up exactly."""
    total = sum(shares.values())
    parts = {who: pence * s // total for who, s in shares.items()}
    left = pence - sum(parts.values())
    for who in sorted(shares, key=lambda w: (-(pence * shares[w] % total), w))[:left]:
        parts[who] += 1
    return parts


def balances(expenses):
    net = defaultdict(int)
    for e in expenses:
        net[e.payer] += e.pence
        for who, part in split(e.pence, e.shares).items():
            net[who] -= part
    return dict(sorted(net.items()))


def greedy(net):
    net, out = dict(net), []
    while any(net.values()):
        debtor, creditor = min(net, key=lambda w: (net[w], w)), max(net, key=lambda w: (net[w], w))
        amount = min(-net[debtor], net[creditor])
        net[debtor] += amount
        net[creditor] -= amount
        out.append((debtor, creditor, amount))
    return out


def fewest(net):
    people = [w for w, v in net.items() if v]

    def groups(left):
        if not left:
            return []
        first, *rest = left
        best = [left]
        for size in range(1, len(rest)):
            for others in combinations(rest, size):
                group = [first, *others]
                if sum(net[w] for w in group) == 0:
                    found = [group, *groups([w for w in left if w not in group])]
                    if len(found) > len(best):
                        best = found
        return best
    return [p for g in groups(people) for p in greedy({w: net[w] for w in g})]


def money(pence):
    return f"{'-' if pence < 0 else ''}£{Decimal(abs(pence)) / 100:,.2f}"


def parse(line):
    payer, amount, what, who = (p.strip() for p in line.split("|"))
    shares = {}
    for part in who.split():
        name, _, n = part.partition("x")
        shares[name] = int(n or 1)
    return Expense(payer, int(Decimal(amount) * 100), what, shares)


LINES = """\
Amy | 100.00 | cottage deposit | Amy Ben Cal
Ben | 87.55 | food | Amy Ben Cal Dee Eli
Cal | 45.10 | fuel | Calx2 Dee Elix2
Dee | 310 | cottage | Amy Ben Cal Dee Eli Fay Gus
Eli | 12.01 | ice cream | Fay Gus
Fay | 60 | museum | Amyx1 Benx1 Fayx4
Gus | 0.05 | penny sweets | Amy Ben Cal""".splitlines()
expenses = [parse(l) for l in LINES]
for e in expenses:
    print(f"{e.payer:4}{money(e.pence):>9}  {e.what:16}", {w: p for w, p in split(e.pence, e.shares).items()})
    assert sum(split(e.pence, e.shares).values()) == e.pence
net = balances(expenses)
print("net:", {w: money(v) for w, v in net.items()}, "sum", sum(net.values()))
for a, b, amount in greedy(net):
    print(f"   {a} pays {b} {money(amount)}")
puzzle = {"a": 30, "b": -10, "c": -20, "d": 15, "e": -15, "f": 7, "g": -4, "h": -3}
print("greedy payments:", len(greedy(puzzle)), "fewest:", len(fewest(puzzle)))
for a, b, amount in fewest(puzzle):
    print(f"   {a} -> {b}: {amount}")
print(split(1000, {"x": 1, "y": 1, "z": 1}), split(1, {"x": 1, "y": 9}), split(7, {"x": 3, "y": 2, "z": 2}))
try:
    parse("Amy | lots | nothing | Amy")
except ArithmeticError as e:
    print(type(e).__name__)
