# SPDX-License-Identifier: Apache-2.0
"""Fault 6: a worker joins and leaves every few seconds."""

import time

import fault
import load

RATE = fault.form(100, 300)
TIMES = fault.form(4, 20)
PERIOD_SECONDS = 3


def times_assigned(worker):
    """How often the worker was given partitions."""
    return sum(event["event"] == "partitions_assigned" and event["partitions"] != "0"
               for event in worker.log_events())


class Joining(fault.FaultCase):
    delayed = 0.05

    def come_and_go(self, **kafka):
        self.worker(kafka=kafka)
        guest = self.worker(kafka=kafka, ready=False)
        with load.Stream(self.topics, self.history, RATE, delayed=self.delayed):
            had = 0
            for number in range(TIMES):
                before = times_assigned(guest)
                if number:
                    guest.start()
                time.sleep(PERIOD_SECONDS)
                self.drain(guest)
                had += times_assigned(guest) > before
        self.figure("joined and left", TIMES)
        self.figure("times that the guest had partitions", had)
        self.assertGreaterEqual(had, TIMES // 2)
        self.check()

    def test_nothing_is_lost_or_doubled_where_a_worker_comes_and_goes(self):
        self.come_and_go()

    def test_nothing_is_lost_or_doubled_where_a_cooperative_worker_comes_and_goes(self):
        self.come_and_go(**{"partition.assignment.strategy": "cooperative-sticky"})


if __name__ == "__main__":
    fault.main()
