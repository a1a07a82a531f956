# SPDX-License-Identifier: Apache-2.0
"""Jobs that are not to run or not to the end: cancelled, expired, over a drain."""

import time

import case
from jobs import redact, sleeper


class Control(case.BrokerCase):
    def check_cancelled(self, id, status="cancelled"):
        result = self.reply(id, 20).result
        self.assertEqual((result["status"], result["error_type"]), (status, "CancelledError"))

    def wait_until_started(self, *ids, seconds=30):
        """Reads the events until these jobs run."""
        started = set()

        def enough(records):
            started.update(r.result["id"] for r in records if r.result["type"] == "started")
            return started.issuperset(ids)

        self.topics.read(self.topics.events, seconds, enough)
        self.assertTrue(started.issuperset(ids), f"started are {started}{self._logs()}")

    def test_a_queued_job_that_is_cancelled_never_runs(self):
        self.worker()
        self.topics.send(sleeper("runs", 3), key="k")
        self.topics.send(sleeper("queued", 3), key="k")
        self.topics.send(redact("last"), key="k")
        self.topics.flush()
        self.wait_until_started("runs")
        self.topics.cancel("queued")
        self.replies(["last"], 20)
        self.topics.forget_reader(self.topics.replies)
        self.check_cancelled("queued")
        types = [e.result["type"] for e in self.topics.read(self.topics.events, 2)
                 if e.result["id"] == "queued"]
        self.assertNotIn("started", types)
        self.wait_until_committed()

    def test_a_running_job_that_is_cancelled_is_killed(self):
        self.worker()
        self.topics.send(sleeper("runs", 50, user_id=12), key="k")
        self.topics.flush()
        self.wait_until_started("runs")
        self.topics.cancel("runs", "someone else")
        began = time.monotonic()
        self.topics.cancel("runs", "12")
        self.check_cancelled("runs")
        self.assertLess(time.monotonic() - began, 10)
        self.wait_until_committed()

    def test_a_cancel_from_before_the_worker_started_holds_and_one_before_the_job_does_not(self):
        self.topics.cancel("later")
        time.sleep(0.01)
        self.topics.send(redact("later"))
        self.topics.send(redact("earlier"))
        self.topics.flush()
        time.sleep(0.01)
        self.topics.cancel("earlier")
        self.worker()
        found = self.replies(["later", "earlier"], 20)
        self.assertEqual(found["later"][0].result["status"], "succeeded")
        self.assertEqual(found["earlier"][0].result["status"], "cancelled")

    def test_a_job_whose_time_is_over_before_its_turn_is_expired(self):
        self.worker()
        self.topics.send(sleeper("runs", 3), key="k")
        self.topics.send(redact("late", expires=1), key="k")
        self.topics.send(redact("long ago", expires="2020-01-01T00:00:00Z"))
        self.topics.send(redact("in time", expires=60), key="k")
        self.topics.flush()
        found = self.replies(["runs", "late", "long ago", "in time"])
        for id, status in (("late", "expired"), ("long ago", "expired"), ("in time", "succeeded")):
            self.assertEqual(found[id][0].result["status"], status, id)
        self.assertEqual(found["late"][0].result["error_type"], "CancelledError")

    def test_sigterm_finishes_what_runs_and_another_worker_does_the_rest_once(self):
        worker = self.worker()
        running = [self.topics.send(sleeper(f"runs-{n}", 4), key=f"k{n}", partition=n)
                   for n in range(2)]
        self.topics.flush()
        self.wait_until_started(*running)
        queued = [self.topics.send(redact(f"queued-{n}"), key=f"k{n % 2}", partition=n % 2)
                  for n in range(200)]
        self.topics.flush()
        self.assertEqual(worker.stop(), 0)
        done = self.replies(running, 10)
        for id in running:
            self.assertEqual(done[id][0].result["stdout"], "slept\n")
        self.assertLess(self.topics.count(self.topics.replies), len(running + queued))
        worker.start()
        self.replies([id for id in queued if id not in done])
        self.wait_until_committed()
        self.assertEqual(self.topics.count(self.topics.replies), len(running + queued))

    def test_a_job_that_outlasts_the_drain_runs_again_elsewhere(self):
        worker = self.worker(worker={"drain_timeout": 1})
        self.topics.send(sleeper("long", 6), key="k")
        self.topics.flush()
        self.wait_until_started("long")
        began = time.monotonic()
        self.assertEqual(worker.stop(), 1)
        self.assertLess(time.monotonic() - began, 5)
        worker.start()
        self.assertEqual(self.reply("long").result["stdout"], "slept\n")
        self.wait_until_committed()
        self.assertEqual(self.topics.count(self.topics.replies), 1)

    def test_a_second_sigterm_ends_at_once(self):
        worker = self.worker()
        self.topics.send(sleeper("long", 30), key="k")
        self.topics.flush()
        self.wait_until_started("long")
        worker.process.terminate()
        self.wait_for(lambda: worker.get("/readyz")[0] != 200, "/readyz during the drain")
        self.assertTrue(worker.is_running())
        time.sleep(0.6)  # sooner it would be taken for an echo of the first
        worker.process.terminate()
        self.assertEqual(worker.wait(5), 130)


if __name__ == "__main__":
    case.main()
