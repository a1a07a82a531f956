# SPDX-License-Identifier: Apache-2.0
"""Fault 9: a runner that is killed under a job each time it starts."""

import json
import os
import signal
import struct

import fault
import load
from jobs import redact, sleeper
from worker import processes

MAX_CRASHES = 3
OTHERS = fault.jobs(300, 5_000)


def busy_runners(worker):
    """Those of the worker's runners in which a program runs, as a child of their only child."""
    parent_of = {pid: parent for pid, parent, _ in processes()}
    grandparents = {parent_of.get(parent) for parent in parent_of.values()}
    return [pid for pid in worker.runner_pids() if pid in grandparents]


class RunnerDeaths(fault.FaultCase):
    def test_a_job_whose_runners_die_is_driven_thrice_then_a_dead_letter_and_answered_once(self):
        worker = self.worker()
        unlucky = load.send(self.topics, self.history, sleeper("unlucky", 50), key="k", partition=0,
                            status="failed")
        for number in range(OTHERS):
            load.send(self.topics, self.history, redact(f"other-{number}"),
                      key=["k", "other"][number % 2], partition=0)
        self.topics.flush()
        for start in range(MAX_CRASHES):
            self.wait_for_start(unlucky)
            for pid in self.wait_for(lambda: busy_runners(worker), "a runner with a program"):
                os.kill(pid, signal.SIGKILL)
        self.check()
        self.assertEqual(self.starts(unlucky), MAX_CRASHES)
        letters = self.topics.read(self.topics.dead_letters, 30, len)
        letters += self.topics.read(self.topics.dead_letters, 1)
        self.assertEqual([json.loads(letter.value)["id"] for letter in letters], [unlucky])
        letter = letters[0]
        self.assertEqual(letter.key, b"k")
        self.assertEqual(letter.header("kafka_dlt-original-topic"), self.topics.jobs.encode())
        self.assertEqual(letter.header("kafka_dlt-original-offset"), struct.pack(">q", 0))
        self.assertIn("SandboxError", letter.header("kafka_dlt-exception-fqcn").decode())
        self.figure("what the dead letter says",
                    letter.header("kafka_dlt-exception-message").decode())
        self.topics.forget_reader(self.topics.replies)
        result = self.reply(unlucky).result
        self.assertEqual((result["status"], result["error_type"]), ("failed", "SandboxError"))
        self.assertTrue(worker.is_running())

    def wait_for_start(self, id):
        """Until one more `started` comes for it."""
        def started():
            return any((one.result["id"], one.result["type"]) == (id, "started")
                       for one in self.topics.read(self.topics.events, 0.1))

        self.wait_for(started, f"the start of {id}")

    def starts(self, id):
        return sum((one.id, one.type) == (id, "started") for one in self.history.events)


if __name__ == "__main__":
    fault.main()
