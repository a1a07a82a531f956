"""A small column store with grouping, pivoting, joining, window functions and text output."""
from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from statistics import fmean, median

SALES = """\
date,shop,item,units,price
2024-01-03,North,pen,10,1.20
2024-01-03,South,pad,4,3.50
2024-01-17,North,pad,6,3.50
2024-02-02,East,pen,25,1.10
2024-02-09,North,ink,3,8.00
2024-02-21,South,pen,12,1.20
2024-02-28,East,ink,1,8.40
2024-03-05,South,ink,2,8.00
2024-03-11,North,pen,8,1.20
2024-03-30,East,pad,9,3.40"""


class Table:
    def __init__(self, rows):
        self.rows = list(rows)
        self.names = list(self.rows[0]) if self.rows else []

    @classmethod
    def from_csv(cls, text, **types):
        head, *lines = text.splitlines()
        names = head.split(",")
        return cls({n: types.get(n, str)(v) for n, v in zip(names, l.split(","))} for l in lines)

    def where(self, test):
        return Table(r for r in self.rows if test(r))

    def with_column(self, name, f):
        return Table({**r, name: f(r)} for r in self.rows)

    def select(self, *names):
        return Table({n: r[n] for n in names} for r in self.rows)

    def sort(self, *names, reverse=False):
        return Table(sorted(self.rows, key=itemgetter(*names), reverse=reverse))

    def group(self, by, **aggregates):
        key = itemgetter(*by)
        out = []
        for k, rows in groupby(sorted(self.rows, key=key), key):
            rows = list(rows)
            out.append(dict(zip(by, k if len(by) > 1 else (k,))) | {n: f([r[c] for r in rows]) for n, (c, f) in aggregates.items()})
        return Table(out)

    def pivot(self, rows, columns, value, f=sum, totals=True):
        cells = defaultdict(list)
        for r in self.rows:
            cells[r[rows], r[columns]].append(r[value])
        row_keys, column_keys = sorted({r for r, _ in cells}), sorted({c for _, c in cells})
        out = []
        for rk in row_keys:
            line = {rows: rk} | {ck: f(cells[rk, ck]) if (rk, ck) in cells else None for ck in column_keys}
            if totals:
                line["all"] = f([v for ck in column_keys for v in cells.get((rk, ck), [])])
            out.append(line)
        if totals:
            out.append({rows: "all"} | {ck: f([v for rk in row_keys for v in cells.get((rk, ck), [])]) for ck in column_keys} | {"all": f([v for vs in cells.values() for v in vs])})
        return Table(out)

    def join(self, other, on, how="inner"):
        index = defaultdict(list)
        for r in other.rows:
            index[r[on]].append(r)
        blank = {n: None for n in other.names if n != on}
        return Table({**r, **m} for r in self.rows for m in index.get(r[on], [blank] if how == "left" else []))

    def running(self, name, by, value, f=sum):
        seen = defaultdict(list)
        def step(r):
            seen[r[by]].append(r[value])
            return f(seen[r[by]])
        return self.with_column(name, step)

    def __str__(self):
        show = lambda v: "-" if v is None else f"{v:,.2f}" if isinstance(v, float) else str(v)
        text = [self.names] + [[show(r[n]) for n in self.names] for r in self.rows]
        widths = [max(map(len, c)) for c in zip(*text)]
        numeric = [all(not isinstance(r[n], str) for r in self.rows) for n in self.names]
        lines = ["  ".join(c.rjust(w) if num else c.ljust(w) for c, w, num in zip(row, widths, numeric)).rstrip() for row in text]
        return "\n".join([lines[0], "  ".join("-" * w for w in widths), *lines[1:]])


sales = Table.from_csv(SALES, units=int, price=float).with_column("value", lambda r: round(r["units"] * r["price"], 2)).with_column("month", lambda r: r["date"][5:7])
print(sales.select("date", "shop", "item", "value").sort("value", reverse=True))
print()
print(sales.group(("shop",), orders=("value", len), total=("value", sum), mean=("value", fmean), middle=("units", median)))
print()
print(sales.pivot("shop", "month", "value"))
print()
print(sales.pivot("item", "shop", "units", f=max, totals=False))
print()
managers = Table([{"shop": "North", "manager": "Ola"}, {"shop": "East", "manager": "Raj"}, {"shop": "West", "manager": "Kit"}])
print(sales.group(("shop",), total=("value", sum)).join(managers, "shop", "left"))
print()
print(sales.where(lambda r: r["item"] == "pen").running("so far", "shop", "units").select("date", "shop", "units", "so far"))
ranked = sorted(((sum(r["value"] for r in rows), shop) for shop, rows in ((k, list(g)) for k, g in groupby(sales.sort("shop").rows, itemgetter("shop")))), reverse=True)
print([f"{i}. {shop} {v:.2f}" for i, (v, shop) in enumerate(ranked, 1)])
try:
    sales.sort("colour")
except KeyError as e:
    print("no column", e)
