# SPDX-License-Identifier: Apache-2.0
"""What is submitted: the jobs of tests/broker's Mix, piece by piece or as a steady stream."""

import itertools
import queue
import random
import threading
import time

from history import Submitted
from jobs import Mix

# What a delayed job waits: less and more than the longer of the delay topics that a test has.
COUNTDOWNS = (1, 2, 11)


def send(topics, history, job, *, key=None, partition=None, status="succeeded", countdown=None):
    """Submits one job and notes it. One with a countdown has no key: it leaves its key's order."""
    due = None
    if countdown:
        assert key is None
        # From the record's timestamp on, which has milliseconds and is taken after this.
        due = int(time.time() * 1000) / 1000 + countdown
        job = {**job, "countdown": countdown}
    id = topics.send(job, key=key, partition=partition)
    history.submitted.append(Submitted(id, key.encode() if key else None, status, due))
    return id


class MixedJobs:
    """The jobs of a Mix in turn; a share of them is delayed."""

    def __init__(self, topics, history, mix, delayed):
        self.topics, self.history, self.mix, self.delayed = topics, history, mix, delayed
        self._rest = iter(mix.jobs.items())
        self._chance = random.Random(5)

    def send(self, count=1):
        for id, job in itertools.islice(self._rest, count):
            if self._chance.random() < self.delayed:
                send(self.topics, self.history, job, countdown=self._chance.choice(COUNTDOWNS))
            else:
                send(self.topics, self.history, job, key=self.mix.keys[id])


class Backlog:
    """Mixed jobs that are submitted piece by piece, each as fast as the broker takes it."""

    def __init__(self, topics, history, count, delayed=0.0):
        self.topics = topics
        self.jobs = MixedJobs(topics, history, Mix(topics.prefix, count), delayed)

    def send(self, count):
        self.jobs.send(count)
        self.topics.flush()


class Stream(threading.Thread):
    """Submits mixed jobs at a steady rate; a context manager. Meanwhile others come by `also`: one
    thread at a time may submit to a history."""

    BATCH_SECONDS = 0.05

    def __init__(self, topics, history, rate, most=200_000, delayed=0.0):
        super().__init__(daemon=True)
        self.topics, self.history, self.rate = topics, history, rate
        # Ids that no other stream of the test has.
        mix = Mix(f"{topics.prefix}-{len(history.submitted)}", most)
        self.jobs = MixedJobs(topics, history, mix, delayed)
        self._others = queue.SimpleQueue()
        self._ending = threading.Event()

    def also(self, job, **place):
        """Submits this job, too, as `send` does."""
        self._others.put((job, place))

    def run(self):
        began, sent = time.monotonic(), 0
        while not self._ending.wait(self.BATCH_SECONDS):
            while not self._others.empty():
                job, place = self._others.get()
                send(self.topics, self.history, job, **place)
            while sent < (time.monotonic() - began) * self.rate:
                self.jobs.send()
                sent += 1

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._ending.set()
        self.join()
        self.topics.flush()
