# SPDX-License-Identifier: Apache-2.0
"""Jobs that run later, by countdown, eta or a retry: not early, not twice, answered once."""

import datetime
import pathlib
import time

import case
from jobs import execute, redact
from topics import RUNGS

# What would come twice, or too much, comes within this time.
LATE_SECONDS = 2

# By how much a job may be late: a hop of a topic and the assignment of a new group.
LATE_AT_MOST_SECONDS = 6


def in_seconds(seconds):
    """RFC 3339."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return (now + datetime.timedelta(seconds=seconds)).isoformat()


class DelayCase(case.BrokerCase):
    def setUp(self):
        super().setUp()
        self.topics.create_delays()

    def send(self, job, **where):
        """Its timestamp, about: seconds since 1970."""
        self.topics.send(job, **where)
        self.topics.flush()
        return time.time()

    def started(self, seconds=LATE_SECONDS):
        """How many `started` events came since the last call."""
        events = self.topics.read(self.topics.events, seconds)
        return sum(one.result["type"] == "started" for one in events)

    def check_answered_once(self, id, markers=1):
        """`markers`: how many transactions brought records back from the delay topics at most; the
        marker of each has an offset of its own."""
        again = self.topics.read(self.topics.replies, LATE_SECONDS)
        self.assertEqual([one.value for one in again if one.result["id"] == id], [])
        self.wait_for(lambda: self.topics.uncommitted_jobs() <= markers,
                      "committed offsets at the last record of the jobs topic")

    def check_waits(self, job, seconds, markers=1, **where):
        sent = self.send(job, **where)
        reply = self.reply(job["id"])
        took = time.time() - sent
        self.assertEqual(reply.result["status"], "succeeded", reply.value)
        self.assertEqual(reply.result["attempt"], 1)
        # The broker's clock and ours are one.
        self.assertGreaterEqual(took, seconds)
        self.assertLess(took, seconds + LATE_AT_MOST_SECONDS, self._logs())
        self.check_answered_once(job["id"], markers)
        return reply


class Delay(DelayCase):
    def test_a_countdown_is_waited_for_and_answered_once(self):
        self.worker()
        reply = self.check_waits(redact("later", countdown=2), 2, key="k",
                                 headers=[("kafka_correlationId", b"\x00\xff")])
        self.assertEqual(reply.key, b"k")
        self.assertEqual(reply.header("kafka_correlationId"), b"\x00\xff")
        self.assertEqual(self.started(), 1)

    def test_a_countdown_at_least_once_is_waited_for_and_answered(self):
        self.worker(publish={"delivery": "at-least-once"})
        self.check_waits(redact("later", countdown=2), 2, markers=0)

    def test_an_eta_is_waited_for_and_a_later_countdown_goes_before(self):
        self.worker()
        self.check_waits(redact("eta", eta=in_seconds(2), countdown=1), 2)
        self.check_waits(redact("both", eta=in_seconds(1), countdown=3), 3, markers=2)

    def test_a_job_without_an_id_keeps_the_name_of_its_first_record(self):
        self.worker()
        self.topics.send({"type": "redact", "text": "x", "countdown": 1}, partition=3)
        self.topics.flush()
        self.reply(f"{self.topics.jobs}-3-0")

    def test_an_eta_that_is_past_delays_nothing(self):
        self.worker()
        sent = self.send(redact("past", eta=in_seconds(-5)))
        self.assertEqual(self.reply("past").result["status"], "succeeded")
        self.assertLess(time.time() - sent, 2)
        self.assertEqual(sum(self.topics.count(self.topics.delay(rung))
                             for rung in RUNGS), 0)

    def test_more_than_a_day_is_refused_by_its_field(self):
        self.worker()
        for id, job, field in (
                ("eta", redact("eta", eta=in_seconds(25 * 3600)), "eta"),
                ("countdown", redact("countdown", countdown=86_401), "countdown"),
                ("retries", redact("retries", max_retries=11), "max_retries")):
            self.send(job)
            refused = self.reply(id).result
            self.assertEqual((refused["status"], refused["error_type"]),
                             ("rejected", "ValidationError"))
            self.assertEqual(refused["details"]["field"], field)

    def test_a_delayed_job_can_be_cancelled_and_expires(self):
        self.worker()
        self.send(redact("cancelled", countdown=4))
        self.send(redact("expired", countdown=3, expires=2))
        self.wait_until_committed()  # both are in the delay topics
        self.topics.cancel("cancelled")
        replies = self.replies(["cancelled", "expired"])
        for id, (reply,) in replies.items():
            self.assertEqual(reply.result["status"], id)
        self.check_answered_once("cancelled", markers=2)
        self.assertEqual(self.started(), 0)

    def test_the_same_job_sent_again_while_it_is_delayed_runs_once(self):
        self.worker()
        job = redact("twice", countdown=2)
        self.topics.send(job, key="one")
        self.send(job, key="two")
        replies = self.topics.read(self.topics.replies, 30, lambda seen: len(seen) >= 2)
        self.assertEqual({reply.key for reply in replies}, {b"one", b"two"})
        self.assertEqual(len({reply.value for reply in replies}), 1)
        self.assertEqual(self.started(), 1)

    def test_a_delayed_job_outlasts_its_worker(self):
        first = self.worker()
        self.send(redact("over", countdown=3))
        self.wait_until_committed()
        self.assertEqual(first.stop(), 0)
        self.worker()
        self.assertEqual(self.reply("over").result["status"], "succeeded")
        self.check_answered_once("over")


class Retries(DelayCase):
    """A cordon-runner that, once the worker has started, may write no file: no slot can be set up."""

    def setUp(self):
        super().setUp()
        program = pathlib.Path(case.from_environment("TEST_CORDON_PROGRAM"))
        real = program.with_name("cordon-runner")
        self.is_broken = pathlib.Path(self.folder) / "is_broken"
        self.runner = pathlib.Path(self.folder) / "runner"
        self.runner.write_text("#!/bin/sh\n"
                               f"[ -e '{self.is_broken}' ] || exec '{real}' \"$@\"\n"
                               f"exec prlimit --fsize=0:0 '{real}' \"$@\"\n")
        self.runner.chmod(0o755)

    def broken_worker(self):
        worker = self.worker(execution={"runner": str(self.runner), "jobs_per_runner": 1})
        self.is_broken.touch()
        return worker

    def dead_letters(self):
        return self.topics.read(self.topics.dead_letters, LATE_SECONDS)

    def test_a_job_is_tried_again_and_answered_for_the_last_attempt_alone(self):
        worker = self.broken_worker()
        self.send(self.unchecked("tried", max_retries=2), key="k")
        result = self.reply("tried", 60).result
        self.assertEqual((result["status"], result["error_type"], result["attempt"]),
                         ("failed", "SandboxError", 3), result)
        self.check_answered_once("tried", markers=2)
        letters = self.dead_letters()
        self.assertEqual(len(letters), 1)
        self.assertIn(b"3 attempts", letters[0].header("kafka_dlt-exception-message"))
        self.assertEqual(letters[0].header("kafka_dlt-exception-fqcn"), b"cordon.SandboxError")
        self.assertEqual(worker.metric("cordon_retries_total"), 2)
        events = self.topics.read(self.topics.events, LATE_SECONDS)
        types = [one.result["type"] for one in events]
        self.assertEqual((types.count("started"), types.count("failed")), (3, 1), types)

    def test_without_retries_there_is_one_attempt_and_no_dead_letter(self):
        self.broken_worker()
        self.send(self.unchecked("once"))
        result = self.reply("once", 60).result
        self.assertEqual((result["error_type"], result["attempt"]), ("SandboxError", 1))
        self.check_answered_once("once", markers=0)
        self.assertEqual(self.dead_letters(), [])

    def test_a_retry_succeeds_where_the_sandbox_is_back(self):
        broken = self.broken_worker()
        self.send(self.unchecked("healed", max_retries=5))
        self.wait_for(lambda: broken.metric("cordon_retries_total") >= 1, "a retry")
        broken.stop()
        self.worker()
        result = self.reply("healed", 60).result
        self.assertEqual(result["status"], "succeeded", result)
        self.assertGreater(result["attempt"], 1)
        self.assertEqual(self.dead_letters(), [])

    @staticmethod
    def unchecked(id, **fields):
        """The check of sources has the same runner."""
        return execute(id, "print(1)", profile="open", enable_syntax_validation=False,
                       enable_ast_validation=False, **fields)


class NoDelayTopics(case.BrokerCase):
    def test_a_worker_serves_without_delay_topics_and_says_so(self):
        worker = self.worker()
        self.topics.send(redact("now"))
        self.topics.flush()
        self.reply("now")
        self.wait_for(lambda: worker.warns_of("delay_topics_missing"), "a warning")
        self.assertEqual(worker.get("/readyz")[0], 200)
        # A job that needs one waits, and is all that does.
        self.topics.send(redact("waits", countdown=5400))
        self.topics.send(redact("other"))
        self.topics.flush()
        self.reply("other")
        self.wait_for(lambda: '"delayed_jobs_not_written"' in worker.get("/readyz")[1],
                      "health that names it")
        self.assertGreater(self.topics.uncommitted_jobs(), 0)
        self.topics.create(self.topics.delay("1h"))
        self.wait_for(lambda: worker.get("/readyz")[0] == 200, "a worker that is well again", 60)
        self.wait_until_committed()


class TooLarge(case.BrokerCase):
    """Topics that do not take what they should."""

    SMALL = 20_000
    TEXT = "x" * 100_000

    def check_dead(self, worker, text):
        """One dead letter that says `text`, counted and logged."""
        letters = self.topics.read(self.topics.dead_letters, 30, len)
        letters += self.topics.read(self.topics.dead_letters, LATE_SECONDS)
        self.assertEqual(len(letters), 1)
        self.assertIn(text, letters[0].header("kafka_dlt-exception-message").decode())
        self.wait_for(lambda: worker.metric("cordon_dead_letters_total") == 1, "a counted letter")
        self.assertTrue(worker.warns_of("delayed_job_given_up"))

    def check_first_hop(self, delivery):
        self.topics.create(self.topics.delay("1s"), 1, self.SMALL)
        worker = self.worker(publish={"delivery": delivery})
        self.topics.send(redact("large", self.TEXT, countdown=3))
        self.topics.flush()
        result = self.reply("large").result
        self.assertEqual((result["status"], result["error_type"], result["attempt"]),
                         ("failed", "SandboxError", 1), result)
        self.assertIn("-delay-1s does not take its record of 100", result["error_message"])
        self.check_dead(worker, result["error_message"])
        self.assertEqual(self.topics.read(self.topics.replies, LATE_SECONDS), [])
        self.wait_until_committed()

    def test_a_job_that_its_delay_topic_does_not_take_is_a_dead_letter_and_answered_once(self):
        self.check_first_hop("exactly-once")

    def test_a_job_that_its_delay_topic_does_not_take_is_answered_at_least_once(self):
        self.check_first_hop("at-least-once")

    def test_a_delayed_job_that_the_jobs_topic_does_not_take_is_a_dead_letter(self):
        delay = self.topics.delay("1s")
        self.topics.create(delay, 1, 3_000_000)
        self.topics.configure(self.topics.jobs, "max.message.bytes", self.SMALL)
        worker = self.worker()
        self.topics.send(redact("large", self.TEXT), topic=delay)
        self.topics.flush()
        self.check_dead(worker, f"{self.topics.jobs} does not take it")
        self.assertEqual(self.topics.read(self.topics.replies, LATE_SECONDS), [])


if __name__ == "__main__":
    case.main()
