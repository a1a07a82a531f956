# SPDX-License-Identifier: Apache-2.0
"""What is submitted: the jobs of tests/broker's Mix, all at once or as a steady stream."""

import threading
import time

from history import Submitted
from jobs import Mix


def send(topics, history, job, *, key=None, partition=None, status="succeeded"):
    """Submits one job and notes it."""
    id = topics.send(job, key=key, partition=partition)
    history.submitted.append(Submitted(id, key.encode() if key else None, status))
    return id


def send_mix(topics, history, count):
    """Submits so many mixed jobs as fast as the broker takes them."""
    mix = Mix(topics.prefix, count)
    for id, job in mix.jobs.items():
        send(topics, history, job, key=mix.keys[id])
    topics.flush()


class Stream(threading.Thread):
    """Submits mixed jobs at a steady rate until `end`; a context manager. Only one thread at a time
    may submit to a history."""

    BATCH_SECONDS = 0.05

    def __init__(self, topics, history, rate, most=200_000):
        super().__init__(daemon=True)
        self.topics, self.history, self.rate = topics, history, rate
        self.mix = Mix(topics.prefix, most)
        self._ending = threading.Event()

    def run(self):
        began, sent = time.monotonic(), 0
        jobs = iter(self.mix.jobs.items())
        while not self._ending.wait(self.BATCH_SECONDS):
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
