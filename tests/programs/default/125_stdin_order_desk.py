"""Takes stock and order lines from input, fills orders from stock and prints what is left."""
from collections import Counter, OrderedDict
from dataclasses import dataclass, field


@dataclass
class Order:
    who: str
    wants: Counter
    filled: Counter = field(default_factory=Counter)

    @property
    def missing(self):
        return self.wants - self.filled


def read_block():
    while (line := input().strip()) != "end":
        if line and not line.startswith("//"):
            yield line


stock = Counter()
for line in read_block():
    item, _, n = line.rpartition(" ")
    stock[item] += int(n)
print("stock:", dict(sorted(stock.items())))
orders = OrderedDict()
for line in read_block():
    who, _, rest = line.partition(":")
    order = orders.setdefault(who.strip(), Order(who.strip(), Counter()))
    for part in rest.split(";"):
        n, item = part.split(maxsplit=1)
        order.wants[item.strip()] += int(n)
for order in orders.values():
    order.filled = order.wants & stock
    stock -= order.filled
    status = "complete" if not order.missing else f"short of {dict(order.missing)}"
    print(f"{order.who:8} gets {dict(order.filled)} - {status}")
print("left:", +stock or "nothing", "total", stock.total())
wanted = sum((o.wants for o in orders.values()), Counter())
print("most wanted:", wanted.most_common(2), "fill rate", f"{sum(o.filled.total() for o in orders.values()) / wanted.total():.0%}")
