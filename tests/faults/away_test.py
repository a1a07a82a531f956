# SPDX-License-Identifier: Apache-2.0
"""Fault 4: broker and Redis are away, or the way to the broker is slow or cut. Jobs keep coming."""

import contextlib
import os
import time

import fault
import load
from proxy import Proxy
from servers import Redis, stopped

RATE = fault.form(100, 300)
BEFORE_SECONDS = fault.form(1, 5)
AFTER_SECONDS = fault.form(1, 5)
STOPS = fault.form([5], [10, 30])
REDIS_SECONDS = fault.form(3, 20)
DELAY = 0.3
DELAYED_SECONDS = fault.form(5, 60)
CUT_SECONDS = fault.form(8, 20)


@contextlib.contextmanager
def dead(server):
    """The server is killed, and started again at the end."""
    server.kill()
    try:
        yield
    finally:
        server.start()


class EndureCase(fault.FaultCase):
    delayed = 0.05

    def endure(self, fault_, seconds):
        """Jobs come before, during and after the fault, which is a context; then all is checked."""
        answered = self.replied()
        with load.Stream(self.topics, self.history, RATE, delayed=self.delayed):
            self.wait_for_replied(answered + 1)
            time.sleep(BEFORE_SECONDS)
            before = self.replied()
            with fault_:
                time.sleep(seconds)
                during = self.replied() - before
            over = time.monotonic()
            self.figure("answered meanwhile", during)
            self.figure("seconds to progress afterwards", self.progress_seconds(over))
            self.wait_until_all_replied(60, delayed=False)
            self.figure("seconds until no job of before waited", round(time.monotonic() - over, 1))
            time.sleep(AFTER_SECONDS)


class Away(EndureCase):
    def test_a_broker_that_is_stopped_for_a_while_loses_and_doubles_nothing(self):
        workers = [self.worker(), self.worker()]
        for seconds in STOPS:
            self.figure("seconds of the broker's stop", seconds)
            self.endure(stopped(int(os.environ["TEST_KAFKA_PID"])), seconds)
        self.check()
        self.assertTrue(all(one.is_running() for one in workers))

    def test_a_redis_that_is_killed_and_comes_back_loses_and_doubles_nothing(self):
        redis = Redis(self.folder)
        self.addCleanup(redis.kill)
        self.worker(session={"redis": redis.url})
        self.endure(dead(redis), REDIS_SECONDS)
        self.check()


class Link(EndureCase):
    own_broker = True

    def setUp(self):
        self.proxy = self.enterContext(Proxy())
        self.proxy_port = self.proxy.port
        super().setUp()
        self.proxy.lead_to(self.broker.behind_proxy)
        for _ in range(2):
            self.worker(kafka={"bootstrap.servers": f"127.0.0.1:{self.proxy.port}"})

    def test_a_slow_and_then_cut_link_to_the_broker_loses_and_doubles_nothing(self):
        self.figure("seconds of a delay of 0.3 s", DELAYED_SECONDS)
        self.endure(self.proxy.slowed(DELAY), DELAYED_SECONDS)
        self.figure("seconds of the cut", CUT_SECONDS)
        self.endure(self.proxy.cut(), CUT_SECONDS)
        self.check()


if __name__ == "__main__":
    fault.main()
