# SPDX-License-Identifier: Apache-2.0
"""Fault 5: a worker is stopped until the group does without it, and then goes on."""

import time

import fault
import load
from jobs import sleeper
from servers import stopped

RATE = fault.form(100, 300)
ROUNDS = fault.form(1, 10)
SESSION_SECONDS = 6  # what tests/broker's workers have
# Beyond the session; the long ones also beyond the transaction's time-out.
STOPPED_SECONDS = fault.form((9, 9), (8, 25))


class Zombie(fault.FaultCase):
    delayed = 0.05

    def test_a_worker_that_comes_back_from_beyond_its_session_doubles_nothing(self):
        self.figure("seed", fault.SEED)
        workers = [self.worker(), self.worker()]
        with load.Stream(self.topics, self.history, RATE, delayed=self.delayed) as stream:
            self.wait_for_replied(RATE)
            for number in range(ROUNDS):
                zombie, other = workers[number % 2], workers[1 - number % 2]
                # Whoever is stopped has programs that run.
                for partition in range(4):
                    stream.also(sleeper(f"sleeper-{number}-{partition}", 2), partition=partition)
                time.sleep(1)
                with stopped(zombie.process.pid):
                    time.sleep(self.chance.uniform(*STOPPED_SECONDS))
                    before = other.metric("cordon_jobs_total")
                    self.wait_for(lambda: other.metric("cordon_jobs_total") > before + 20,
                                  "jobs done by the other worker")
                time.sleep(3)
        self.figure("times stopped", ROUNDS)
        self.check()
        self.assertTrue(self.history.run_again(), "jobs that the zombie ran as well")
        self.assertTrue(all(one.is_running() for one in workers), self._logs())


if __name__ == "__main__":
    fault.main()
