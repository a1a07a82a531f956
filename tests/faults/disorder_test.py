# SPDX-License-Identifier: Apache-2.0
"""Fault 3: jobs of one partition finish in random order, more of them than a commit can tell of."""

import random
import threading
import time

import fault
import load
from jobs import execute, redact, sleeper

OFFSETS = 30_000  # in both forms: fewer do not fill the metadata
STUCK_SECONDS = 58
SLOW_SHARE = 0.25
SLEEPERS = fault.jobs(300, 30_000)
SLOTS = 4


class MetadataWatch(threading.Thread):
    """Asks again and again how long the commit metadata is."""

    def __init__(self, test):
        super().__init__(daemon=True)
        self.test, self.longest, self.asked = test, 0, 0
        self._ending = threading.Event()
        self.start()

    def run(self):
        while not self._ending.wait(0.1):
            lengths = [len(text) for _, text in self.test.committed().values()]
            self.longest = max(self.longest, *lengths)
            self.asked += 1

    def end(self):
        self._ending.set()
        self.join()
        self.test.figure("characters of commit metadata at most", self.longest)
        self.test.assertGreater(self.asked, 0)
        self.test.assertLessEqual(self.longest, fault.METADATA_LIMIT)


class Disorder(fault.FaultCase):
    def test_a_commit_never_tells_of_more_than_it_can_hold(self):
        # A part of the jobs wait for the first one by its key, at random: holes all over.
        worker = self.worker(worker={"name": "one"})
        watch = MetadataWatch(self)
        load.send(self.topics, self.history, sleeper("stuck", STUCK_SECONDS), key="slow",
                  partition=0, status="cancelled")
        chance = random.Random(fault.SEED)
        for number in range(OFFSETS):
            key = "slow" if chance.random() < SLOW_SHARE else f"key-{chance.randrange(100)}"
            load.send(self.topics, self.history, redact(f"job-{number}"), key=key, partition=0)
        self.topics.flush()
        self.wait_for_standstill()
        self.assertEqual(worker.metric("cordon_partition_paused"), 1)
        self.figure("answered beyond the gap", self.replied())
        self.figure("worker's RSS in MiB, at the gap", fault.rss_mib(worker))
        self.assertGreater(self.replied(), OFFSETS / 3, "answered before a commit is full")
        self.assertLess(self.replied(), OFFSETS * (1 - SLOW_SHARE) - 1000,
                        "answered although a commit is full")
        # What is committed is read back whole.
        worker.kill()
        worker.start()
        worker.wait_until_ready()
        self.topics.cancel("stuck")
        self.wait_until_all_replied()
        watch.end()
        self.figure("worker's RSS in MiB, at the end", fault.rss_mib(worker))
        self.check(kills=1)
        self.assertLess(len(self.history.run_again()), fault.WINDOW)

    def wait_for_standstill(self):
        """Until nothing more is answered: what may start has been."""
        before = 0
        while before != self.replied() or not before:
            before = self.replied()
            time.sleep(3)

    def test_jobs_without_order_end_as_they_like(self):
        worker = self.worker(worker={"slots": SLOTS}, intake={"ordering": "unordered"})
        watch = MetadataWatch(self)
        chance = random.Random(fault.SEED)
        for number in range(SLEEPERS):
            code = f"import time; time.sleep({chance.choice([0, 0, 0, 0.01, 0.05])})"
            load.send(self.topics, self.history, execute(f"job-{number}", code, profile="open"),
                      partition=0)
        self.topics.flush()
        self.wait_until_all_replied(900)
        watch.end()
        self.figure("worker's RSS in MiB", fault.rss_mib(worker))
        self.check()
        self.assertEqual(self.history.run_again(), set())


if __name__ == "__main__":
    fault.main()
