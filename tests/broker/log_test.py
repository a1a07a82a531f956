# SPDX-License-Identifier: Apache-2.0
"""A jobs topic whose offsets are not what the worker knows of them."""

import case
from confluent_kafka import Consumer, Producer, TopicPartition
from jobs import redact
from topics import JOBS_PARTITIONS

BEFORE = 200
AFTER = 40


class LogThatBeginsAgain(case.BrokerCase):
    def test_a_topic_made_anew_under_a_running_worker_is_run_from_its_beginning(self):
        worker = self.worker()
        self.replies(self.send("old", BEFORE))
        self.wait_until_committed()
        self.remake_jobs_topic()
        # Fewer than before: the offset that the worker would read next is not there.
        found = self.replies(self.send("new", AFTER))
        self.assertTrue(all(len(found[id]) == 1 for id in found))
        self.assertIn("log_begins_again", worker.log_text())
        self.wait_until_committed()
        self.assertEqual(worker.stop(), 0)
        again = self.worker()
        self.replies(self.send("next", AFTER))
        self.assertNotIn("log_begins_again", again.log_text())

    def test_offsets_beyond_the_end_of_the_log_lose_no_job(self):
        ids = self.send("early", AFTER)
        self.commit_all(1_000)
        worker = self.worker()
        self.replies(ids)
        self.replies(self.send("late", AFTER))
        self.wait_until_committed()
        events = [e for e in worker.log_events() if e["event"] == "log_begins_again"]
        self.assertEqual(len(events), JOBS_PARTITIONS)

    def send(self, prefix, count):
        ids = [f"{prefix}-{number}" for number in range(count)]
        for number, id in enumerate(ids):
            self.topics.send(redact(id), partition=number % JOBS_PARTITIONS)
        self.topics.flush()
        return ids

    def commit_all(self, offset):
        """What a foreign member of the group may do."""
        stranger = Consumer({"bootstrap.servers": self.topics.bootstrap,
                             "group.id": self.topics.group, "enable.auto.commit": False})
        try:
            stranger.commit(offsets=[TopicPartition(self.topics.jobs, p, offset)
                                     for p in range(JOBS_PARTITIONS)], asynchronous=False)
        finally:
            stranger.close()

    def remake_jobs_topic(self):
        jobs, admin = self.topics.jobs, self.topics.admin
        admin.delete_topics([jobs])[jobs].result(30)
        self.wait_for(lambda: jobs not in admin.list_topics(timeout=10).topics, "the topic's end")
        self.topics.create(jobs, JOBS_PARTITIONS, 3_000_000)
        self.wait_for(lambda: len(admin.list_topics(jobs, 10).topics[jobs].partitions)
                      == JOBS_PARTITIONS, "the new topic")
        # The old ones know another topic of that name.
        self.topics.producer = Producer({"bootstrap.servers": self.topics.bootstrap,
                                         "linger.ms": 5})
        self.topics.forget_reader(jobs)


if __name__ == "__main__":
    case.main()
