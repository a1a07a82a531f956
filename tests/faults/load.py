# SPDX-License-Identifier: Apache-2.0
"""What is submitted: the jobs of tests/broker's Mix, piece by piece or as a steady stream."""

import itertools
import queue
import threading
import time

from history import Submitted
from jobs import Mix


def send(topics, history, job, *, key=None, partition=None, status="succeeded"):
    """Submits one job and notes it."""
    id = topics.send(job, key=key, partition=partition)
    history.submitted.append(Submitted(id, key.encode() if key else None, status))
    return id


class Backlog:
    """Mixed jobs that are submitted piece by piece, each as fast as the broker takes it."""

    def __init__(self, topics, history, count):
        self.topics, self.history = topics, history
        self.mix = Mix(topics.prefix, count)
        self._rest = iter(self.mix.jobs.items())

    def send(self, count):
        for id, job in itertools.islice(self._rest, count):
            send(self.topics, self.history, job, key=self.mix.keys[id])
        self.topics.flush()


class Stream(threading.Thread):
    """Submits mixed jobs at a steady rate; a context manager. Meanwhile others come by `also`: one
    thread at a time may submit to a history."""

    BATCH_SECONDS = 0.05

    def __init__(self, topics, history, rate, most=200_000):
        super().__init__(daemon=True)
        self.topics, self.history, self.rate = topics, history, rate
        # Ids that no other stream of the test has.
        self.mix = Mix(f"{topics.prefix}-{len(history.submitted)}", most)
        self._others = queue.SimpleQueue()
        self._ending = threading.Event()

    def also(self, job, **place):
        """Submits this job, too, as `send` does."""
        self._others.put((job, place))

    def run(self):
        began, sent = time.monotonic(), 0
        jobs = iter(self.mix.jobs.items())
        while not self._ending.wait(self.BATCH_SECONDS):
            while not self._others.empty():
                job, place = self._others.get()
                send(self.topics, self.history, job, **place)
            while sent < (time.monotonic() - began) * self.rate:
                id, job = next(jobs)
                send(self.topics, self.history, job, key=self.mix.keys[id])
                sent += 1

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._ending.set()
        self.join()
        self.topics.flush()
