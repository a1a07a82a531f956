# SPDX-License-Identifier: Apache-2.0
"""Fault 7: SIGTERM under load."""

import time

import fault
import load
from jobs import sleeper

RATE = fault.form(200, 500)
ROUNDS = fault.form(2, 20)


class Drain(fault.FaultCase):
    def test_no_job_that_ends_within_the_drain_runs_twice(self):
        self.figure("seed", fault.SEED)
        worker = self.worker()
        with load.Stream(self.topics, self.history, RATE) as stream:
            self.wait_for_replied(RATE)
            for number in range(ROUNDS):
                # Some of them run when the signal comes.
                for job in range(4):
                    stream.also(sleeper(f"sleeper-{number}-{job}", 0.5), key=f"sleeper-{job}")
                time.sleep(self.chance.uniform(0.3, 2))
                self.drain(worker)
                worker.start()
                worker.wait_until_ready()
        self.figure("drained", ROUNDS)
        self.check()
        self.assertEqual(self.history.run_again(), set())


if __name__ == "__main__":
    fault.main()
