"""Discrete-event simulation of bank counters with a heap of events and a results table."""
import heapq
import random
from collections import deque
from dataclasses import dataclass, field
from statistics import fmean


@dataclass(order=True)
class Event:
    time: float
    order: int
    kind: str = field(compare=False)
    who: int = field(compare=False)
    counter: int = field(compare=False, default=-1)


class Bank:
    def __init__(self, counters, seed, mean_gap=1.0, mean_service=2.4, close=480):
        self.rng = random.Random(seed)
        self.free = list(range(counters))
        self.counters = counters
        self.queue, self.events, self.n = deque(), [], 0
        self.arrived, self.waits, self.busy, self.longest = {}, [], 0.0, 0
        self.gap, self.service, self.close = mean_gap, mean_service, close
        self.trace = []

    def plan(self, time, kind, who, counter=-1):
        self.n += 1
        heapq.heappush(self.events, Event(time, self.n, kind, who, counter))

    def start(self, now, who):
        counter = heapq.heappop(self.free)
        self.waits.append(now - self.arrived[who])
        length = self.rng.expovariate(1 / self.service)
        self.busy += length
        self.plan(now + length, "leave", who, counter)

    def run(self):
        self.plan(self.rng.expovariate(1 / self.gap), "arrive", 1)
        now = 0.0
        while self.events:
            e = heapq.heappop(self.events)
            now = e.time
            if len(self.trace) < 8:
                self.trace.append(f"{now:6.2f} {e.kind} #{e.who}" + (f" counter {e.counter}" if e.kind == "leave" else ""))
            if e.kind == "arrive":
                self.arrived[e.who] = now
                self.queue.append(e.who)
                following = now + self.rng.expovariate(1 / self.gap)
                if following < self.close:
                    self.plan(following, "arrive", e.who + 1)
            else:
                heapq.heappush(self.free, e.counter)
            while self.queue and self.free:
                self.start(now, self.queue.popleft())
            self.longest = max(self.longest, len(self.queue))
        self.end = now
        return self


print("counters customers mean-wait  p95-wait longest  used  closes")
for counters in (2, 3, 4, 5):
    b = Bank(counters, seed=5).run()
    waits = sorted(b.waits)
    print(f"{counters:>8} {len(waits):>9} {fmean(waits):>9.2f} {waits[int(len(waits) * .95)]:>9.2f} {b.longest:>7} "
          f"{b.busy / b.counters / b.end:>5.0%} {b.end:>7.1f}")
print(*Bank(3, seed=5).run().trace, sep="\n")
assert all(w >= 0 for w in waits)
