"""An event bus with priorities, wildcards, once-only handlers, error isolation and replay."""
from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Callable

ORDER = count()


@dataclass(frozen=True)
class Event:
    name: str
    data: dict[str, Any] = field(default_factory=dict)
    depth: int = 0


@dataclass(order=True)
class Subscription:
    priority: int
    order: int
    pattern: str = field(compare=False)
    handler: Callable[[Event], Any] = field(compare=False)
    once: bool = field(default=False, compare=False)
    calls: int = field(default=0, compare=False)

    def matches(self, name):
        want, have = self.pattern.split("."), name.split(".")
        for i, part in enumerate(want):
            if part == "**":
                return True
            if i >= len(have) or part not in ("*", have[i]):
                return False
        return len(want) == len(have)


class Stop(Exception):
    pass


class Bus:
    def __init__(self, keep=5):
        self.subs: list[Subscription] = []
        self.queue: deque[Event] = deque()
        self.recent: deque[Event] = deque(maxlen=keep)
        self.errors: list[str] = []
        self.busy = False

    def on(self, pattern, priority=0, once=False):
        def outer(f):
            self.subs.append(Subscription(-priority, next(ORDER), pattern, f, once))
            self.subs.sort()
            return f
        return outer

    def off(self, f):
        self.subs = [s for s in self.subs if s.handler is not f]

    def emit(self, name, **data):
        self.queue.append(Event(name, data))
        if self.busy:
            return
        self.busy = True
        try:
            while self.queue:
                event = self.queue.popleft()
                self.recent.append(event)
                for s in [s for s in self.subs if s.matches(event.name)]:
                    s.calls += 1
                    if s.once:
                        self.subs.remove(s)
                    try:
                        s.handler(event)
                    except Stop:
                        break
                    except Exception as e:
                        self.errors.append(f"{s.handler.__name__} on {event.name}: {type(e).__name__}: {e}")
        finally:
            self.busy = False

    def replay(self, f, pattern="**"):
        probe = Subscription(0, 0, pattern, f)
        return [f(e) for e in self.recent if probe.matches(e.name)]


bus, log, totals = Bus(), [], defaultdict(int)


@bus.on("**", priority=10)
def record(e):
    log.append(e.name)


@bus.on("order.*")
def add_up(e):
    totals[e.name] += e.data.get("amount", 0)


@bus.on("order.placed")
def check(e):
    if e.data["amount"] > 100:
        bus.emit("fraud.suspected", who=e.data["who"])


@bus.on("order.placed", once=True)
def welcome(e):
    print("first order from", e.data["who"])


@bus.on("fraud.*", priority=5)
def block(e):
    print("blocked", e.data["who"])
    raise Stop


@bus.on("fraud.*")
def never(e):
    print("should not be seen")


@bus.on("order.cancelled")
def fragile(e):
    return 1 / e.data["amount"]


for who, amount in (("kim", 30), ("lee", 250), ("ann", 5)):
    bus.emit("order.placed", who=who, amount=amount)
bus.emit("order.cancelled", who="kim", amount=0)
bus.emit("order.cancelled")
bus.emit("system.disk.full", percent=97)
bus.off(record)
bus.emit("order.placed", amount=1, who="zed")
print(log)
print(dict(totals))
print(*bus.errors, sep="\n")
print(bus.replay(lambda e: (e.name, sorted(e.data)), "order.*"))
print([(s.handler.__name__, s.pattern, s.calls) for s in bus.subs])
for pattern, name in (("a.*", "a.b"), ("a.*", "a.b.c"), ("a.**", "a.b.c"), ("*", "a"), ("a", "a.b"), ("**", "")):
    print(pattern, name, Subscription(0, 0, pattern, print).matches(name))
try:
    Event("x").name = "y"
except AttributeError as e:
    print(type(e).__name__, e)
