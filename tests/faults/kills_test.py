# SPDX-License-Identifier: Apache-2.0
"""Fault 1: two workers that are killed again and again, and then their broker."""

import time

import fault
import load

JOBS = fault.jobs(3_000, 50_000)
KILLS = fault.form(1, 10)  # of each worker

# Or a job under which workers happened to be killed three times is taken for their murderer.
BLAMELESS = {"max_crashes": 1_000}


class Kills(fault.FaultCase):
    own_broker = True
    delayed = 0.05

    def test_nothing_is_lost_or_doubled_where_workers_and_the_broker_are_killed(self):
        self.figure("seed", fault.SEED)
        # The named one gets its partitions back at once; of the other, the group has to notice.
        workers = [self.worker(worker=BLAMELESS),
                   self.worker(worker={"name": "named", **BLAMELESS})]
        self.backlog = load.Backlog(self.topics, self.history, JOBS, self.delayed)
        for number in range(2 * KILLS):
            self.wait_in_the_midst()
            self.kill_and_start(workers[number % 2])
        self.wait_in_the_midst()
        self.backlog.send(JOBS)  # what is left of them
        self.figure("kills", 2 * KILLS)
        self.figure("answered when the broker was killed", self.replied())
        self.assertLess(self.replied(), JOBS)
        self.broker.kill()
        time.sleep(1)
        self.broker.start()
        self.figure("seconds to progress after the broker's start",
                    self.progress_seconds(time.monotonic()))
        self.check(kills=2 * KILLS)

    def wait_in_the_midst(self):
        """Until a random part of another piece is answered."""
        piece, before = JOBS // (2 * KILLS + 1), self.replied()
        self.backlog.send(piece)
        self.wait_for_replied(before + self.chance.randint(1, piece // 2))

    def kill_and_start(self, worker):
        worker.kill()
        time.sleep(self.chance.uniform(0, 1))
        worker.start()


if __name__ == "__main__":
    fault.main()
