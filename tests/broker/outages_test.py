# SPDX-License-Identifier: Apache-2.0
"""The broker or Redis is away for a while: work goes on afterwards, and the log tells why it waits."""

import os
import time

import case
from jobs import Mix
from servers import Redis, stopped

# librdkafka's own patience with a server that is connected and silent is 60 s.
IMPATIENT = {"socket.timeout.ms": "3000"}


class Outages(case.BrokerCase):
    def setUp(self):
        super().setUp()
        self.mix = Mix(self.topics.prefix, max(case.JOBS // 5, 100))

    def send_and_wait_for_some(self):
        self.mix.send(self.topics)
        self.wait_for(lambda: self.topics.count_on(self.topics.replies) >= 20, "20 replies")

    def check_all(self, worker):
        replies = self.replies(self.mix.ids, 180)
        self.assertEqual(self.mix.wrong(replies), [])
        self.wait_until_committed()
        self.assertTrue(worker.is_running())
        self.assertEqual(self.topics.count(self.topics.dead_letters), 0)
        self.wait_for(lambda: worker.get("/readyz")[0] == 200, "/readyz with 200 again")

    def test_a_broker_that_is_away_loses_nothing(self):
        worker = self.worker(kafka=IMPATIENT)
        self.send_and_wait_for_some()
        with stopped(int(os.environ["TEST_KAFKA_PID"])):
            time.sleep(case.OUTAGE_SECONDS)
        self.check_all(worker)
        self.assertTrue(worker.warns_of("kafka", "broker"), worker.log_text()[-4000:])

    def test_a_redis_that_is_silent_loses_nothing(self):
        redis = Redis(self.folder)
        self.addCleanup(redis.kill)
        worker = self.worker(session={"redis": redis.url})
        self.send_and_wait_for_some()
        with stopped(redis.process.pid):
            # 7 s are what it takes the worker to tell silence from slowness.
            time.sleep(case.OUTAGE_SECONDS + 2)
        self.check_all(worker)
        self.assertTrue(worker.warns_of("redis"), worker.log_text()[-4000:])

    def test_a_redis_that_dies_and_comes_back_loses_nothing(self):
        redis = Redis(self.folder)
        self.addCleanup(redis.kill)
        worker = self.worker(session={"redis": redis.url})
        self.send_and_wait_for_some()
        redis.kill()
        self.wait_for(lambda: worker.get("/readyz")[0] == 503, "/readyz with 503")
        self.assertIn("redis", worker.get("/readyz")[1].lower())
        self.assertEqual(worker.get("/healthz")[0], 200)
        time.sleep(case.OUTAGE_SECONDS)
        self.assertTrue(worker.warns_of("redis"), worker.log_text()[-4000:])
        before = self.topics.count(self.topics.replies)
        self.assertLess(before, len(self.mix.ids), "replies without Redis, which waits for it")
        redis.start()
        self.check_all(worker)

    def test_without_redis_jobs_are_answered_where_that_was_asked_for(self):
        redis = Redis(self.folder)
        self.addCleanup(redis.kill)
        worker = self.worker(session={"redis": redis.url, "on_redis_down": "run"})
        redis.kill()
        self.mix.send(self.topics)
        replies = self.replies(self.mix.ids, 180)
        self.assertEqual(self.mix.wrong(replies), [])
        self.wait_until_committed()
        self.assertTrue(worker.warns_of("redis"), worker.log_text()[-4000:])


if __name__ == "__main__":
    case.main()
