"""Meeting rooms: merging intervals, free slots, room allocation and best weighted selection."""
import bisect
import heapq
from typing import NamedTuple


class Span(NamedTuple):
    start: int
    end: int
    name: str = ""
    value: int = 0

    @classmethod
    def of(cls, text):
        name, start, end, value = text.split()
        minutes = lambda t: int(t[:-3]) * 60 + int(t[-2:])
        return cls(minutes(start), minutes(end), name, int(value))

    def __str__(self):
        return f"{clock(self.start)}-{clock(self.end)}"


def clock(m):
    return f"{m // 60}:{m % 60:02}"


MEETINGS = [Span.of(l) for l in """standup 9:00 9:15 3
review 9:10 10:00 6
budget 9:30 11:00 9
design 10:00 11:30 8
lunch 12:00 13:00 5
onetoone 12:30 13:15 4
retro 14:00 15:00 6
demo 14:30 16:00 9
planning 15:00 17:00 10
wrapup 16:45 17:00 2""".splitlines()]


def merge(spans):
    out = []
    for s in sorted(spans):
        if out and s.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, s.end))
        else:
            out.append(Span(s.start, s.end))
    return out


def gaps(busy, start, end):
    for s in busy:
        if s.start > start:
            yield Span(start, s.start)
        start = max(start, s.end)
    if start < end:
        yield Span(start, end)


def rooms(spans):
    free, used, plan = [], [], {}
    count = 0
    for s in sorted(spans):
        while used and used[0][0] <= s.start:
            heapq.heappush(free, heapq.heappop(used)[1])
        if not free:
            count += 1
            heapq.heappush(free, count)
        room = heapq.heappop(free)
        heapq.heappush(used, (s.end, room))
        plan.setdefault(room, []).append(s)
    return plan


def best(spans):
    spans = sorted(spans, key=lambda s: s.end)
    ends = [s.end for s in spans]
    table = [(0, [])]
    for i, s in enumerate(spans):
        j = bisect.bisect_right(ends, s.start, hi=i)
        take = table[j][0] + s.value, table[j][1] + [s.name]
        table.append(max(table[i], take, key=lambda t: t[0]))
    return table[-1]


def most(spans):
    end, out = 0, []
    for s in sorted(spans, key=lambda s: s.end):
        if s.start >= end:
            out.append(s.name)
            end = s.end
    return out


busy = merge(MEETINGS)
print("busy:", *busy)
print("free:", *gaps(busy, 8 * 60, 18 * 60))
for room, spans in sorted(rooms(MEETINGS).items()):
    print(f"room {room}:", ", ".join(f"{s.name} {s}" for s in spans))
print("most meetings:", most(MEETINGS))
print("most value:", *best(MEETINGS))
events = sorted([(s.start, 1) for s in MEETINGS] + [(s.end, -1) for s in MEETINGS])
now = peak = 0
for t, change in events:
    now += change
    if now > peak:
        peak, when = now, t
print("busiest:", peak, "at", clock(when))
line = ["".join("#" if any(s.start <= m < s.end for s in spans) else "." for m in range(9 * 60, 17 * 60, 10)) for _, spans in sorted(rooms(MEETINGS).items())]
print(*line, sep="\n")
