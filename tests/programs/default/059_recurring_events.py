"""A small recurrence engine: daily, weekly and monthly rules merged into one agenda."""
from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, islice, takewhile
from typing import Iterator


@dataclass(frozen=True)
class Rule:
    name: str
    start: datetime
    freq: str
    every: int = 1
    days: tuple[int, ...] = ()
    until: datetime | None = None
    times: int | None = None
    skip: frozenset[datetime] = frozenset()

    def raw(self) -> Iterator[datetime]:
        match self.freq:
            case "daily":
                yield from (self.start + timedelta(days=self.every * i) for i in count())
            case "weekly":
                monday = self.start - timedelta(days=self.start.weekday())
                for week in count(0, self.every):
                    for d in self.days or (self.start.weekday(),):
                        when = monday + timedelta(weeks=week, days=d)
                        if when >= self.start:
                            yield when
            case "monthly":
                for i in count(0, self.every):
                    year, month = divmod(self.start.month - 1 + i, 12)
                    try:
                        yield self.start.replace(year=self.start.year + year, month=month + 1)
                    except ValueError:
                        continue
            case other:
                raise ValueError(f"unknown frequency {other!r}")

    def __iter__(self) -> Iterator[tuple[datetime, str]]:
        dates = self.raw()
        if self.until:
            dates = takewhile(lambda d: d <= self.until, dates)
        if self.times is not None:
            dates = islice(dates, self.times)
        return ((d, self.name) for d in dates if d not in self.skip)


at = datetime
RULES = [
    Rule("pills", at(2024, 1, 29, 8), "daily", every=2, times=6, skip=frozenset({at(2024, 2, 2, 8)})),
    Rule("gym", at(2024, 1, 30, 18, 30), "weekly", days=(1, 3), until=at(2024, 2, 20)),
    Rule("rent", at(2024, 1, 31, 9), "monthly"),
    Rule("bins", at(2024, 1, 31, 7), "weekly", every=2),
]
agenda = heapq.merge(*RULES)
week = None
for when, name in takewhile(lambda e: e[0] < at(2024, 4, 5), agenda):
    if when.isocalendar().week != week:
        week = when.isocalendar().week
        print(f"-- week {week}")
    print(f"  {when:%a %d %b %H:%M}  {name}")
print("next rents:", [f"{d:%b %d}" for d, _ in islice(RULES[2], 6)])
leap = Rule("birthday", at(2020, 2, 29), "monthly", every=12)
print("29 February:", [d.year for d, _ in islice(leap, 4)])
try:
    next(iter(Rule("x", at(2024, 1, 1), "hourly")))
except ValueError as e:
    print(e)
print(hash(RULES[3]) == hash(Rule("bins", at(2024, 1, 31, 7), "weekly", every=2)))
