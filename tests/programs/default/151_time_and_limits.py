"""Uses the time module without printing clock values: fixed stamps, rate limiting and monotonic checks."""
import calendar
import time
from collections import deque


class TokenBucket:
    def __init__(self, rate, size):
        self.rate, self.size, self.level, self.last = rate, size, size, 0.0

    def allow(self, now, cost=1):
        self.level = min(self.size, self.level + (now - self.last) * self.rate)
        self.last = now
        if self.level >= cost:
            self.level -= cost
            return True
        return False


class SlidingWindow:
    def __init__(self, limit, span):
        self.limit, self.span, self.seen = limit, span, deque()

    def allow(self, now):
        while self.seen and self.seen[0] <= now - self.span:
            self.seen.popleft()
        if len(self.seen) < self.limit:
            self.seen.append(now)
            return True
        return False


times = [0, 0.1, 0.2, 0.3, 1.0, 1.1, 2.5, 2.6, 2.7, 2.8, 5.0]
bucket, window = TokenBucket(1, 3), SlidingWindow(3, 1.0)
print("bucket:", "".join("+" if bucket.allow(t) else "-" for t in times))
print("window:", "".join("+" if window.allow(t) else "-" for t in times))


def backoff(base=0.5, factor=2, cap=10, attempts=7):
    wait = base
    for _ in range(attempts):
        yield min(wait, cap)
        wait *= factor


print("backoff:", list(backoff()), "total", sum(backoff()))
for stamp in (0, 951_782_400, 1_000_000_000, 1_709_210_096, 2_147_483_647):
    t = time.gmtime(stamp)
    print(f"{stamp:>10} {time.strftime('%a %d %b %Y %H:%M:%S', t)} day {t.tm_yday:03} weekday {t.tm_wday} back {calendar.timegm(t) == stamp}")
parsed = time.strptime("29 Feb 2024 23:05", "%d %b %Y %H:%M")
print(parsed[:6], parsed.tm_yday, time.asctime(parsed), type(parsed).__name__)
a = time.perf_counter()
time.sleep(0.02)
elapsed = time.perf_counter() - a
print("slept at least 20 ms:", elapsed >= 0.02, "less than a minute:", elapsed < 60)
ticks = [time.monotonic_ns() for _ in range(1000)]
print("monotonic:", all(x <= y for x, y in zip(ticks, ticks[1:])), "after 2020:", time.time() > 1_577_836_800, "process time:", time.process_time() >= 0)


class Stopwatch:
    def __init__(self, clock=time.perf_counter):
        self.clock, self.laps = clock, []

    def __enter__(self):
        self.start = self.clock()
        return self

    def lap(self, name):
        now = self.clock()
        self.laps.append((name, now - self.start))
        self.start = now

    def __exit__(self, *exc):
        self.lap("end")


fake = iter([10, 12.5, 13, 20]).__next__
with Stopwatch(fake) as w:
    w.lap("one")
    w.lap("two")
print(w.laps)
for bad in (lambda: time.strptime("31 Feb 2024", "%d %b %Y"), lambda: time.strptime("x", "%Y"), lambda: time.sleep(-1), lambda: time.gmtime(1e20)):
    try:
        bad()
    except (ValueError, OverflowError) as e:
        print(type(e).__name__ + ":", e)
