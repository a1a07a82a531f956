"""Interval timers and alarms: counting ticks, a time-limit context manager and interrupted sleep."""
import signal
import time
from contextlib import contextmanager

ticks = []
signal.signal(signal.SIGALRM, lambda number, frame: ticks.append(frame is not None))
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
while len(ticks) < 5:
    pass
old = signal.setitimer(signal.ITIMER_REAL, 0)
print("ticks:", len(ticks) >= 5, all(ticks), "interval was", round(old[1], 3), signal.getitimer(signal.ITIMER_REAL))


class TooSlow(Exception):
    pass


@contextmanager
def limit(seconds):
    def stop(number, frame):
        raise TooSlow(f"{signal.Signals(number).name} in {frame.f_code.co_name}")
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def forever():
    n = 0
    while True:
        n += 1


def quick():
    return sum(range(1000))


for job in (quick, forever):
    try:
        with limit(0.25):
            print(job.__name__, job())
    except TooSlow as e:
        print("stopped:", e)
seen = []
signal.signal(signal.SIGALRM, lambda *a: seen.append("during sleep"))
signal.setitimer(signal.ITIMER_REAL, 0.01)
a = time.monotonic()
time.sleep(0.05)
print(seen, "slept in full:", time.monotonic() - a >= 0.05)
signal.signal(signal.SIGVTALRM, lambda *a: seen.append("cpu time"))
signal.setitimer(signal.ITIMER_VIRTUAL, 0.01)
while len(seen) < 2:
    pass
print(seen, signal.alarm(100) == 0, signal.alarm(0) > 90)
signal.signal(signal.SIGALRM, signal.SIG_IGN)
signal.raise_signal(signal.SIGALRM)
print("ignored", signal.getsignal(signal.SIGALRM) is signal.SIG_IGN)
