# SPDX-License-Identifier: Apache-2.0
"""A job that is sent more than once under its id runs once; another one of that id is refused."""

import json
import os
import signal
import struct
import time

import case
from jobs import execute, redact, sleeper

# What comes late comes within this time.
LATE_SECONDS = 2


class Dedupe(case.BrokerCase):
    def send(self, job, *keys, partitions=(0, 0)):
        """The job's bytes once under each key."""
        for key, partition in zip(keys, partitions):
            self.topics.send(job, key=key, partition=partition)
        self.topics.flush()

    def read_replies(self, count, seconds=60):
        replies = self.topics.read(self.topics.replies, seconds, lambda seen: len(seen) >= count)
        self.assertEqual(len(replies), count, f"replies{self._logs()}")
        return replies

    def starts(self, id):
        """How often the job was started, as the events since the last call tell."""
        events = self.topics.read(self.topics.events, LATE_SECONDS)
        return sum((one.result["id"], one.result["type"]) == (id, "started") for one in events)

    def check_both_have_the_result(self, job, keys):
        replies = self.read_replies(len(keys))
        self.assertEqual({reply.key for reply in replies}, {key.encode() for key in keys})
        self.assertEqual(len({reply.value for reply in replies}), 1)
        self.assertEqual(replies[0].result["status"], "succeeded", replies[0].value)
        self.assertEqual(self.starts(job["id"]), 1)
        self.wait_until_committed()

    def test_a_job_sent_twice_to_one_worker_runs_once(self):
        self.worker()
        job = sleeper("twice", 1.5)
        self.send(job, "one", "two")
        self.check_both_have_the_result(job, ["one", "two"])

    def test_a_job_sent_to_two_workers_runs_once(self):
        workers = [self.worker(), self.worker()]
        for worker in workers:
            self.wait_for(lambda one=worker: one.get("/metrics")[1].count(
                "cordon_partition_paused{") == 2, "two partitions for each worker")
        job = sleeper("two-workers", 4, user_id=7)
        self.send(job, "one", "two", partitions=(0, 3))
        self.check_both_have_the_result(job, ["one", "two"])
        self.assertEqual(sum(one.metric("cordon_jobs_total") for one in workers), 1)

    def test_a_job_sent_again_later_gets_its_result(self):
        self.worker()
        job = execute("again", "import random; print(random.random())", allowed_imports=["random"],
                      profile="open")
        self.send(job, "one")
        first = self.read_replies(1)[0]
        self.send(job, "two")
        second = self.read_replies(1)[0]
        self.assertEqual(first.value, second.value)
        self.assertEqual(second.key, b"two")
        self.assertEqual(self.starts("again"), 1)

    def test_another_job_of_the_id_is_refused_and_the_result_stays(self):
        self.worker()
        self.send(redact("mine", "first"), "k")
        first = self.read_replies(1)[0]
        self.send(redact("mine", "second"), "k")
        refused = self.read_replies(1)[0].result
        self.assertEqual((refused["status"], refused["error_type"]), ("rejected", "ValidationError"))
        self.assertIn("'mine'", refused["error_message"])
        self.assertEqual(refused["details"]["field"], "id")
        self.send(redact("mine", "first"), "k")
        self.assertEqual(self.read_replies(1)[0].value, first.value)
        self.send(redact("mine", "second", user_id="another"), "k")
        self.assertEqual(self.read_replies(1)[0].result["text"], "second")
        self.wait_until_committed()
        self.assertEqual(self.topics.count(self.topics.dead_letters), 0)

    def test_equal_jobs_without_an_id_all_run(self):
        self.worker()
        job = {"type": "redact", "text": "the same"}
        self.send(job, "one", "two")
        replies = self.read_replies(2)
        self.assertEqual({reply.result["id"] for reply in replies},
                         {f"{self.topics.jobs}-0-{offset}" for offset in (0, 1)})

    def test_a_forged_origin_brings_nobody_another_ones_result(self):
        self.worker()
        attack = execute(None, "print('forged')")
        del attack["id"]
        # As if it were a delayed copy of a record that is still to come.
        self.topics.send(attack, headers=self.origin(1, 0), partition=0)
        self.topics.flush()
        self.assertEqual(self.read_replies(1)[0].result["stdout"], "forged\n")
        honest = {"type": "execute", "code": "print('honest')"}
        self.topics.send(honest, partition=1)
        self.topics.flush()
        result = self.read_replies(1)[0].result
        self.assertEqual((result["id"], result["stdout"]), (f"{self.topics.jobs}-1-0", "honest\n"))
        # And of one that was.
        self.topics.send(execute("mine", "print('secret')", user_id="me"), partition=2)
        self.topics.flush()
        self.assertEqual(self.read_replies(1)[0].result["stdout"], "secret\n")
        self.topics.send(redact("mine", user_id="me"), headers=self.origin(2, 0), partition=3)
        self.topics.flush()
        refused = self.read_replies(1)[0].result
        self.assertEqual((refused["status"], refused["stdout"]), ("rejected", ""))
        # What is a copy, byte for byte, is answered with what is stored.
        self.topics.send(honest, headers=self.origin(1, 0), partition=3)
        self.topics.flush()
        self.assertEqual(self.read_replies(1)[0].result, result)

    def origin(self, partition, offset):
        return [("kafka_original-topic", self.topics.jobs.encode()),
                ("kafka_original-partition", struct.pack(">i", partition)),
                ("kafka_original-offset", struct.pack(">q", offset))]

    def test_a_job_sent_again_after_a_sandbox_error_runs(self):
        worker = self.worker()
        job = sleeper("unlucky", 3)
        self.send(job, "one")
        replies, deadline = [], time.monotonic() + 60
        while not replies:
            self.assertLess(time.monotonic(), deadline, self._logs())
            for pid in worker.runner_pids():
                os.kill(pid, signal.SIGKILL)
            replies = self.topics.read(self.topics.replies, 0.5, len)
        failed = json.loads(replies[0].value)
        self.assertEqual((failed["status"], failed["error_type"]), ("failed", "SandboxError"))
        self.send(job, "two")
        self.assertEqual(self.read_replies(1)[0].result["status"], "succeeded")
        self.wait_until_committed()


if __name__ == "__main__":
    case.main()
