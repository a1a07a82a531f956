"""A lift serving calls with the scan algorithm; prints a log and compares with nearest-first."""
from dataclasses import dataclass, field
from enum import Enum


class Way(Enum):
    UP = 1
    STOPPED = 0
    DOWN = -1


@dataclass(slots=True)
class Passenger:
    name: str
    source: int
    target: int
    at: int
    boarded: int = -1
    left: int = -1


@dataclass
class Lift:
    strategy: str
    floor: int = 0
    way: Way = Way.STOPPED
    inside: list = field(default_factory=list)
    travelled: int = 0
    log: list = field(default_factory=list)

    def targets(self, waiting):
        return [p.target for p in self.inside] + [p.source for p in waiting]

    def choose(self, waiting):
        stops = self.targets(waiting)
        if not stops:
            return Way.STOPPED
        if self.strategy == "nearest":
            goal = min(stops, key=lambda f: (abs(f - self.floor), f))
        else:
            ahead = [f for f in stops if (f - self.floor) * self.way.value > 0]
            if ahead:
                return self.way
            goal = min(stops, key=lambda f: (abs(f - self.floor), f))
        return Way((goal > self.floor) - (goal < self.floor))

    def tick(self, now, waiting):
        out = [p for p in self.inside if p.target == self.floor]
        into = [p for p in waiting if p.source == self.floor]
        for p in out:
            p.left = now
            self.inside.remove(p)
        for p in into:
            p.boarded = now
            waiting.remove(p)
            self.inside.append(p)
        if out or into:
            self.log.append(f"t={now:<3} floor {self.floor}: out {[p.name for p in out]} in {[p.name for p in into]}")
            return
        self.way = self.choose(waiting)
        self.floor += self.way.value
        self.travelled += abs(self.way.value)


CALLS = [("ann", 0, 5, 0), ("bob", 3, 0, 1), ("cy", 4, 6, 2), ("di", 6, 1, 4), ("ed", 2, 3, 5), ("flo", 5, 0, 20), ("gus", 1, 6, 21)]
for strategy in ("scan", "nearest"):
    people = [Passenger(*c) for c in CALLS]
    lift, waiting, now = Lift(strategy), [], 0
    while any(p.left < 0 for p in people) and now < 200:
        waiting += [p for p in people if p.at == now]
        lift.tick(now, waiting)
        now += 1
    trips = [p.left - p.at for p in people]
    print(f"{strategy}: done at {now}, travelled {lift.travelled}, mean trip {sum(trips) / len(trips):.2f}, worst {max(people, key=lambda p: p.left - p.at).name} {max(trips)}")
    if strategy == "scan":
        print(*lift.log, sep="\n")
print(people[0], lift.way)
