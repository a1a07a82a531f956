# Tries: to keep the collector busy for ever: each finaliser makes the next cycle, hangs it on the
# module that is being cleared, and turns the collector's own thresholds.
# Stopped by: one collection at the end, and the limit of wall time.
# Job: {"limits": {"timeout_seconds": 2}}
import gc
import sys


class Undead:
    count = 0

    def __init__(self):
        self.me = self

    def __del__(self, gc=gc, sys=sys):
        kind = type(self)
        kind.count += 1
        kind.kept = self
        setattr(sys, f"revived_{kind.count % 9}", kind())
        gc.callbacks[:] = [lambda *_: None]


gc.set_threshold(1, 1, 1)
for _ in range(100):
    Undead()
