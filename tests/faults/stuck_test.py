# SPDX-License-Identifier: Apache-2.0
"""Fault 2: one job is stuck, thousands behind it are done, and the worker is killed."""

import random

import fault
import load
from jobs import redact, sleeper

LATER = fault.jobs(4_000, 50_000)
STUCK_SECONDS = 58

class Stuck(fault.FaultCase):
    def test_of_all_that_is_done_behind_a_stuck_job_only_the_last_window_runs_again(self):
        # All of one partition, so that they lie behind the stuck one's offset.
        worker = self.worker(worker={"name": "one"}, intake={"max_buffered_records": 2 * LATER})
        load.send(self.topics, self.history, sleeper("stuck", STUCK_SECONDS), key="stuck",
                  partition=0, status=fault.form("cancelled", "succeeded"))
        self.topics.flush()
        # Thousands of others may be answered before the first interpreter is warm.
        self.wait_until_started("stuck")
        chance = random.Random(fault.SEED)
        for number in range(LATER + fault.WINDOW):
            load.send(self.topics, self.history, redact(f"later-{number}"),
                      key=f"key-{chance.randrange(100)}", partition=0)
        self.topics.flush()
        self.wait_for_replied(LATER)
        worker.kill()
        self.figure("finished when the worker was killed", self.replied())
        offset, metadata = self.committed()[0]
        self.assertEqual(offset, 0, "the stuck job's offset")
        self.figure("characters of commit metadata", len(metadata))
        worker.start()
        self.wait_until_started("stuck")
        self.wait_for_replied(LATER + fault.WINDOW)
        if not fault.LONG:
            self.topics.cancel("stuck")
        self.check(kills=1)
        again = self.history.run_again()
        self.figure("ran again besides the stuck one", len(again - {"stuck"}))
        self.assertIn("stuck", again)
        self.assertLess(len(again), fault.WINDOW)


if __name__ == "__main__":
    fault.main()
