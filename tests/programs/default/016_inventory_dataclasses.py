"""Inventory kept in dataclasses: ordering, replace, asdict, post-init checks and slots."""
from __future__ import annotations

import json
from dataclasses import InitVar, asdict, astuple, dataclass, field, fields, replace, FrozenInstanceError
from typing import ClassVar


@dataclass(frozen=True, order=True, slots=True)
class Sku:
    family: str
    number: int

    def __str__(self) -> str:
        return f"{self.family}-{self.number:04d}"


@dataclass(kw_only=True)
class Product:
    registry: ClassVar[dict[str, Product]] = {}
    sku: Sku
    title: str
    pence: int
    stock: int = 0
    tags: set[str] = field(default_factory=set, compare=False)
    note: str | None = field(default=None, repr=False)
    discount: InitVar[int] = 0
    list_price: int = field(init=False, default=0)

    def __post_init__(self, discount: int) -> None:
        if self.pence < 0:
            raise ValueError(f"negative price for {self.sku}")
        self.list_price = self.pence
        self.pence -= self.pence * discount // 100
        Product.registry[str(self.sku)] = self

    @property
    def worth(self) -> int:
        return self.pence * self.stock


items = [
    Product(sku=Sku("LMP", 12), title="Desk lamp", pence=2499, stock=14, discount=10),
    Product(sku=Sku("CHR", 3), title="Chair", pence=8900, stock=3, note="assembly needed"),
    Product(sku=Sku("LMP", 2), title="Floor lamp", pence=5450, stock=5),
]
for p in sorted(items, key=lambda p: p.sku):
    print(f"{p.sku!s:>9} {p.title:<12} {p.pence / 100:>8.2f} x{p.stock:<3} = {p.worth / 100:>9.2f}")
print(items[1])
print(replace(items[0].sku, number=99), items[0].sku < Sku("LMP", 13), astuple(items[0].sku))
twin = Product(sku=Sku("CHR", 3), title="Chair", pence=8900, stock=3, tags={"wood"}, note="assembly needed")
print("equal ignoring tags:", twin == items[1])
print([f"{f.name}:{f.type}" for f in fields(Product)])
record = asdict(items[2])
record["tags"] = sorted(record["tags"])
print(json.dumps(record, sort_keys=True))
for action in (lambda: Product(sku=Sku("BAD", 1), title="?", pence=-1),
               lambda: Product("positional"),
               lambda: object.__new__(Sku).number):
    try:
        print(action())
    except (ValueError, TypeError, AttributeError) as e:
        print(type(e).__name__, "-", e)
try:
    items[0].sku.number = 5
except FrozenInstanceError as e:
    print("frozen:", e)
print(sorted(Product.registry), sum(p.worth for p in Product.registry.values()))
