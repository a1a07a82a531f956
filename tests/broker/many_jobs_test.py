# SPDX-License-Identifier: Apache-2.0
"""Thousands of jobs while something dies or joins: each is answered, none is lost."""

import os
import random
import signal
import threading

import case
from jobs import Mix


class ManyJobs(case.BrokerCase):
    def setUp(self):
        super().setUp()
        self.mix = Mix(self.topics.prefix, case.JOBS)

    def wait_for_replies(self, count, seconds=120):
        self.wait_for(lambda: self.topics.count_on(self.topics.replies) >= count,
                      f"{count} replies", seconds)

    def test_each_job_gets_one_reply_in_its_keys_order_while_runners_are_killed(self):
        worker = self.worker()
        killer = RunnerKiller(worker)
        killer.start()
        try:
            self.mix.send(self.topics)
            replies = self.replies(self.mix.ids, 300)
        finally:
            killer.end()
        self.assertGreater(killer.killed, 2, "runners that were killed")
        self.wait_until_committed()
        self.assertEqual(self.mix.wrong(replies), [])
        self.assertEqual(self.mix.disorder(replies), [])
        # Not one more than asked for, whatever its id.
        self.assertEqual(self.topics.count(self.topics.replies), len(self.mix.ids))
        self.assertEqual(self.topics.count(self.topics.dead_letters), 0)
        self.assertTrue(worker.is_running())

    def test_no_job_is_lost_where_the_worker_is_killed_and_started_again(self):
        worker = self.worker()
        self.mix.send(self.topics)
        self.wait_for_replies(case.JOBS // 3)
        worker.kill()
        before = self.topics.count(self.topics.replies)
        self.assertLess(before, case.JOBS, "replies when the worker was killed")
        worker.start()
        replies = self.replies(self.mix.ids, 300)
        self.assertEqual(self.mix.wrong(replies), [])
        self.assertEqual(self.mix.disorder(replies), [])
        self.wait_until_committed()
        self.assertEqual(self.topics.count(self.topics.dead_letters), 0)

    def test_no_job_is_lost_where_a_second_worker_joins_and_one_leaves(self):
        # As many again, so that there is still something to do when the second one is there.
        self.mix = Mix(self.topics.prefix, 2 * case.JOBS)
        first = self.worker()
        self.mix.send(self.topics)
        self.wait_for_replies(case.JOBS // 10)
        second = self.worker(ready=False)
        self.wait_for(lambda: second.metric("cordon_jobs_total") > 0,
                      "jobs that the second worker did", 60)
        self.assertLess(self.topics.count(self.topics.replies), len(self.mix.ids))
        self.assertEqual(first.stop(), 0)
        replies = self.replies(self.mix.ids, 300)
        self.assertEqual(self.mix.wrong(replies), [])
        self.wait_until_committed()
        self.assertEqual(second.stop(), 0)
        self.assertEqual(self.topics.count(self.topics.dead_letters), 0)


class RunnerKiller(threading.Thread):
    """Kills one of the worker's runners now and then."""

    pause_seconds = 0.7

    def __init__(self, worker):
        super().__init__(daemon=True)
        self.worker, self.killed, self.ending = worker, 0, threading.Event()

    def run(self):
        chance = random.Random(4)
        while not self.ending.wait(self.pause_seconds):
            pids = self.worker.runner_pids()
            if not pids:
                continue
            try:
                os.kill(chance.choice(pids), signal.SIGKILL)
                self.killed += 1
            except ProcessLookupError:
                pass

    def end(self):
        self.ending.set()
        self.join()


if __name__ == "__main__":
    case.main()
