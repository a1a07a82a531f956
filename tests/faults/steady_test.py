# SPDX-License-Identifier: Apache-2.0
"""Fault 10, which is none: steady load, and what the worker holds meanwhile."""

import statistics
import time

import fault
import load

SECONDS = fault.form(8, 20 * 60)
RATE = fault.form(100, 200)
SAMPLE_SECONDS = 0.5


class Steady(fault.FaultCase):
    def test_memory_and_descriptors_stay_flat(self):
        worker = self.worker()
        samples = []
        with load.Stream(self.topics, self.history, RATE, most=2 * RATE * SECONDS):
            self.wait_for_replied(1)
            end = time.monotonic() + SECONDS
            while time.monotonic() < end:
                samples.append((fault.rss_mib(worker), fault.descriptors(worker)))
                time.sleep(SAMPLE_SECONDS)
        self.figure("jobs a second", RATE)
        rss, descriptors = (quarters(values) for values in zip(*samples))
        self.figure("RSS in MiB by quarter", rss)
        self.figure("descriptors by quarter", descriptors)
        self.check()
        self.assertLessEqual(descriptors[3], descriptors[1] + 4)
        if fault.LONG:
            # The first half fills caches and pools.
            self.assertLess(rss[3], 1.1 * rss[2] + 2)


def quarters(values):
    """The median of each quarter."""
    length = len(values) // 4
    return [round(statistics.median(values[n * length:(n + 1) * length]), 1) for n in range(4)]


if __name__ == "__main__":
    fault.main()
