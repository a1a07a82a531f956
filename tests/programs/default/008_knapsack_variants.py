"""0/1, unbounded and fractional knapsack over one item list, plus subset-sum and coin change."""
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, order=True)
class Item:
    name: str
    weight: int
    value: int

    @property
    def density(self):
        return self.value / self.weight


ITEMS = [Item("map", 9, 150), Item("compass", 13, 35), Item("water", 153, 200), Item("sandwich", 50, 160),
         Item("sugar", 15, 60), Item("tin", 68, 45), Item("banana", 27, 60), Item("apple", 39, 40),
         Item("cheese", 23, 30), Item("camera", 32, 30), Item("towel", 18, 12), Item("book", 30, 10)]


def zero_one(items, capacity):
    best = [[0] * (capacity + 1) for _ in range(len(items) + 1)]
    for i, item in enumerate(items, 1):
        for w in range(capacity + 1):
            best[i][w] = best[i - 1][w]
            if item.weight <= w:
                best[i][w] = max(best[i][w], best[i - 1][w - item.weight] + item.value)
    chosen, w = [], capacity
    for i in range(len(items), 0, -1):
        if best[i][w] != best[i - 1][w]:
            chosen.append(items[i - 1])
            w -= items[i - 1].weight
    return best[-1][capacity], chosen[::-1]


def unbounded(items, capacity):
    best = [0] * (capacity + 1)
    for w in range(1, capacity + 1):
        best[w] = max([best[w - 1]] + [best[w - i.weight] + i.value for i in items if i.weight <= w])
    return best[capacity]


def fractional(items, capacity):
    total = 0.0
    for item in sorted(items, key=lambda i: i.density, reverse=True):
        take = min(item.weight, capacity)
        total += take * item.density
        capacity -= take
    return total


@cache
def coin_ways(amount, coins):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    return coin_ways(amount - coins[0], coins) + coin_ways(amount, coins[1:])


for capacity in (50, 150, 300):
    value, chosen = zero_one(ITEMS, capacity)
    print(f"capacity {capacity}: 0/1 {value}, fractional {fractional(ITEMS, capacity):.2f}, unbounded {unbounded(ITEMS, capacity)}")
    print("   take:", ", ".join(i.name for i in chosen), f"({sum(i.weight for i in chosen)} used)")
print("ways to change 100:", coin_ways(100, (50, 25, 10, 5, 1)))
reachable = {0}
for n in (3, 34, 4, 12, 5, 2):
    reachable |= {r + n for r in reachable}
print("subset sums missing below 60:", [n for n in range(61) if n not in reachable])
print(min(ITEMS), max(ITEMS, key=lambda i: i.density).name)
