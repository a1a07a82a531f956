"""A KeyboardInterrupt raised from work in progress is not caught: traceback, then death by SIGINT."""
import atexit

atexit.register(print, "atexit runs before the signal")


class Job:
    def __init__(self, total):
        self.total, self.done = total, 0

    def __iter__(self):
        while self.done < self.total:
            yield self.done
            self.done += 1

    def step(self, n):
        if n == 3:
            raise KeyboardInterrupt
        return n * n


job = Job(6)
try:
    for n in job:
        try:
            print("square", job.step(n))
        except Exception:
            print("KeyboardInterrupt is not an Exception")
finally:
    print("interrupted after", job.done)
