# SPDX-License-Identifier: Apache-2.0
"""The fault tests' common ground. Each test submits jobs, does harm, and hands what was recorded to
the checker. Short by default; TEST_FAULTS=long takes the numbers that docs/faults.md tells of,
TEST_FAULT_JOBS another number of jobs, TEST_FAULT_SEED other random moments."""

import json
import os
import pathlib
import random
import subprocess
import sys
import time
from unittest import mock

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "broker"))

import case  # noqa: E402
from confluent_kafka import Producer  # noqa: E402
from confluent_kafka.admin import AdminClient  # noqa: E402
from jobs import redact  # noqa: E402
from topics import JOBS_PARTITIONS, MIB  # noqa: E402

import group  # noqa: E402
import load  # noqa: E402
import recorder  # noqa: E402
from broker import Broker  # noqa: E402
from history import ENDS, History  # noqa: E402

LONG = os.environ.get("TEST_FAULTS") == "long"
SEED = int(os.environ.get("TEST_FAULT_SEED", "5"))

METADATA_LIMIT = 4096

# So many jobs are on their way at most when a worker dies, and run again: slots * 8 + 64 at work,
# and what two transactions take, one of them under way.
WINDOW = 2_000

# Of so many jobs a killed worker may not have sent the events: at full speed, those of a second.
UNTOLD = 2_000


def form(short, long):
    """What the chosen form of the tests takes."""
    return long if LONG else short


def jobs(short, long):
    """The number of jobs."""
    return int(os.environ.get("TEST_FAULT_JOBS", form(short, long)))


def rss_mib(worker):
    """What the worker's own process holds in memory, in MiB."""
    status = pathlib.Path(f"/proc/{worker.process.pid}/status").read_text()
    return round(int(status.split("VmRSS:")[1].split()[0]) / 1024, 1)


def descriptors(worker):
    """How many descriptors the worker's process has open."""
    return len(os.listdir(f"/proc/{worker.process.pid}/fd"))


class FaultCase(case.BrokerCase):
    """Has a `history`, which it records while the test runs, and figures that the test tells."""

    own_broker = False  # one that the test may kill
    proxy_port = None  # where a proxy of the test's own leads to that broker
    delayed = 0.0  # the share of the jobs that Stream and Backlog are to delay

    def setUp(self):
        if self.own_broker:
            self.broker = Broker(self.proxy_port)
            self.addCleanup(self.broker.remove)
            self.enterContext(mock.patch.dict(
                os.environ, TEST_KAFKA_BOOTSTRAP=self.broker.address))
        super().setUp()
        # Jobs stay in the order of submitting, each once, whatever becomes of the broker.
        self.topics.producer = Producer({
            "bootstrap.servers": self.topics.bootstrap, "linger.ms": 5, "log_level": 0,
            "enable.idempotence": True, "message.max.bytes": 4 * MIB,
            "reconnect.backoff.max.ms": 1000})
        self.topics.admin = AdminClient({"bootstrap.servers": self.topics.bootstrap,
                                         "log_level": 0})
        if self.delayed:
            self.topics.create_delays(("1s", "10s"))
        self.history = History()
        self.witness = recorder.Witness(self.topics)
        self.addCleanup(self.witness.end)
        self.chance = random.Random(SEED)
        self.began = time.monotonic()

    def figure(self, name, value):
        """Prints a figure and keeps it for tests/faults/run."""
        print(f"  {name}: {value}")
        path = os.environ.get("TEST_FAULT_FIGURES")
        if path:
            with open(path, "a", encoding="utf-8") as file:
                file.write(json.dumps({"test": self.id(), "name": name, "value": value}) + "\n")

    def drain(self, worker):
        """SIGTERM; fails, and tells the log, where it does not end well."""
        try:
            self.assertEqual(worker.stop(), 0, self._logs())
        except subprocess.TimeoutExpired:
            self.fail(f"worker {worker.number} does not end after SIGTERM{self._logs()}")

    # -- waiting -------------------------------------------------------------

    def replied(self):
        """How many jobs a read_committed reader has the replies of."""
        return len(self.witness.ids)

    def wait_for_replied(self, count, seconds=120):
        self.wait_for(lambda: self.replied() >= count, f"{count} replies", seconds)

    def wait_until_all_replied(self, seconds=300, delayed=True):
        """Waits for the replies to all that was submitted so far; delayed ones where `delayed`."""
        missing = {one.id for one in list(self.history.submitted) if delayed or one.due is None}

        def all_there():
            missing.difference_update(self.witness.ids)
            return not missing

        try:
            self.wait_for(all_there, "all replies", seconds)
        except AssertionError as failure:
            raise AssertionError(f"{len(missing)} of {len(self.history.submitted)} jobs without a "
                                 f"reply, as {sorted(missing)[:5]}: {failure}") from None

    def wait_until_started(self, id, seconds=60):
        """Waits for the event of the job's next start, beyond those that were waited for before."""
        self.wait_for(lambda: any(
            (one.result["id"], one.result["type"]) == (id, "started")
            for one in self.topics.read(self.topics.events, 0.2)), f"{id} started", seconds)

    def wait_until_told(self, ids, seconds=30):
        """Waits until events tell that all these jobs ended, beyond what was read before."""
        missing = set(ids)

        def all_told():
            for one in self.topics.read(self.topics.events, 0.2):
                if one.result["type"] in ENDS:
                    missing.discard(one.result["id"])
            return not missing

        self.wait_for(all_told, f"events of all {len(ids)} jobs", seconds)

    def progress_seconds(self, since, seconds=60):
        """How long after `since` the first reply came."""
        self.wait_for(lambda: self.witness.last_at > since, "a reply after the fault", seconds)
        return round(self.witness.last_at - since, 1)

    # -- the end -------------------------------------------------------------

    def check(self, seconds=300, kills=0):
        """Waits until all is answered and committed, and fails where the history has a problem.
        `kills`: of workers, with jobs under way."""
        self.wait_until_all_replied(seconds)
        self.close_partitions()
        self.wait_until_committed()
        self.witness.end()
        self.history.seen = self.witness.seen
        for topic, into, isolation in (
                (self.topics.replies, self.history.committed, "read_committed"),
                (self.topics.replies, self.history.written, "read_uncommitted")):
            into += map(recorder.replied, recorder.read_whole(self.topics, topic, isolation))
        self.read_events(kills * UNTOLD)
        self.figure("jobs", len(self.history.submitted))
        self.figure("ran more than once", len(self.history.run_again()))
        self.figure("replies in aborted transactions", len(self.history.aborted()))
        self.figure("seconds", round(time.monotonic() - self.began, 1))
        problems = self.history.problems(kills * UNTOLD)
        if problems:
            told = "\n".join(f"{kind}: {len(what)}, as {what[:5]}"
                             for kind, what in problems.items())
            self.fail(f"{told}{self._logs()}")
        self.figure("lost, duplicated, reordered, aborted", 0)

    def close_partitions(self):
        """Delayed jobs leave markers of transactions behind them, beyond any commit: another job
        goes behind those."""
        if not self.delayed:
            return
        self.figure("delayed", sum(one.due is not None for one in self.history.submitted))
        for partition in range(JOBS_PARTITIONS):
            load.send(self.topics, self.history, redact(f"last-{partition}"), partition=partition)
        self.topics.flush()
        self.wait_until_all_replied(60)

    def read_events(self, unrecorded):
        """Until all jobs but so many have some. They go out beside the transactions, so the last of
        them may come later; what lacks then is the checker's business."""
        deadline = time.monotonic() + 10
        while True:
            self.history.events = [recorder.event(one) for one in recorder.read_whole(
                self.topics, self.topics.events)]
            if len(self.history.unrecorded()) <= unrecorded or time.monotonic() > deadline:
                return
            time.sleep(0.5)

    # -- what is committed ---------------------------------------------------

    def committed(self):
        """By partition, the group's committed offset and the metadata beside it."""
        return group.committed(self.topics.bootstrap, self.topics.group, self.topics.jobs,
                               JOBS_PARTITIONS)


main = case.main
