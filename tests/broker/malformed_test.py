# SPDX-License-Identifier: Apache-2.0
"""Records that are no jobs become dead letters, byte for byte, and hold up nobody."""

import json
import struct

import case
import raw_batch
from jobs import redact

DEPTH = 100_000
BIG = 2_000_000


def hostile_records():
    """Name, value and headers of each; what is None has none."""
    return [
        ("not JSON", b"print('hello')", None),
        ("a list", b"[1, 2]", None),
        ("cut off", b'{"type": "execute", "code": "', None),
        ("wrong types", b'{"type": "execute", "code": 5}', None),
        ("an unknown type", b'{"type": "fly", "code": "1"}', None),
        ("an unknown field", b'{"type": "execute", "code": "1", "colour": "red"}', None),
        ("a field twice", b'{"type": "execute", "code": "1", "code": "2"}', None),
        ("2 MB", json.dumps(redact("big", "x" * BIG)).encode(), None),
        ("empty", b"", None),
        ("null", None, None),
        ("a reply topic of no text", b'{"type": "redact", "text": "x"}',
         [("kafka_replyTopic", b"\xff\xfe\x00")]),
        ("a reply partition of three bytes", b'{"type": "redact", "text": "x"}',
         [("kafka_replyPartition", b"\x00\x00\x01")]),
        ("invalid UTF-8", b'{"type": "redact", "text": "\xff\xc3\x28"}', None),
        ("depth", b'{"type": "execute", "code": "1", "context": {"a": '
         + b"[" * DEPTH + b"]" * DEPTH + b"}}", None),
        ("depth without end", b"[" * DEPTH, None),
    ]


class Malformed(case.BrokerCase):
    def test_what_is_no_job_is_a_dead_letter_and_the_next_job_is_served(self):
        worker = self.worker()
        records = hostile_records()
        for number, (name, value, headers) in enumerate(records):
            self.topics.send(value, key=f"key {number}", partition=1,
                             headers=[("name", name.encode()), ("odd", b"\x00\xff"),
                                      ("odd", b"again"), ("null", None), *(headers or [])])
            # Same key, same partition: whatever the record does, it does to this one.
            self.topics.send(redact(f"next-{number}"), key=f"key {number}", partition=1)
        self.topics.flush()
        replies = self.replies([f"next-{n}" for n in range(len(records))])
        for id, one in replies.items():
            if id.startswith("next-"):
                self.assertEqual(one[0].result["status"], "succeeded", id)
        self.wait_until_committed()
        letters = self.topics.read(self.topics.dead_letters, 30,
                                   lambda seen: len(seen) >= len(records))
        by_key = {letter.key: letter for letter in letters}
        self.assertEqual(len(letters), len(records), sorted(by_key))
        for number, (name, value, headers) in enumerate(records):
            with self.subTest(name):
                self.check_letter(by_key[f"key {number}".encode()], name, value, headers,
                                  offset=2 * number)
        self.assertTrue(worker.is_running())

    def check_letter(self, letter, name, value, headers, offset):
        self.assertEqual(letter.value, value)
        original = [("name", name.encode()), ("odd", b"\x00\xff"), ("odd", b"again"),
                    ("null", None), *(headers or [])]
        self.assertEqual(letter.headers[:len(original)], original)
        self.assertEqual(letter.header("kafka_dlt-original-topic"), self.topics.jobs.encode())
        self.assertEqual(letter.header("kafka_dlt-original-partition"), struct.pack(">i", 1))
        self.assertEqual(letter.header("kafka_dlt-original-offset"), struct.pack(">q", offset))
        self.assertEqual(len(letter.header("kafka_dlt-original-timestamp")), 8)
        self.assertTrue(letter.header("kafka_dlt-exception-fqcn"))
        reason = letter.header("kafka_dlt-exception-message").decode()
        self.assertGreater(len(reason), 10, "a reason in words")
        if name == "an unknown field":
            self.assertIn("colour", reason)

    def test_what_is_no_job_is_answered_where_it_says(self):
        self.worker()
        topic = f"{self.topics.prefix}-replies"
        self.topics.create(topic)
        self.topics.send(b"{]", headers=[("kafka_replyTopic", topic.encode()),
                                         ("kafka_correlationId", b"\x07")])
        answers = self.topics.read(topic, 30, lambda seen: len(seen) == 1)
        self.assertEqual(len(answers), 1)
        result = answers[0].result
        self.assertEqual((result["status"], result["error_type"]), ("rejected", "ValidationError"))
        self.assertEqual(answers[0].header("kafka_correlationId"), b"\x07")


class Unreadable(case.BrokerCase):
    def test_a_batch_that_unpacks_to_too_much_is_passed_over(self):
        self.send_between(lambda: raw_batch.bomb(self.topics.bootstrap, self.topics.jobs, 1))
        self.worker()
        self.replies(["before", "behind"])
        self.check_marks(first=1, last=1)

    def test_all_of_a_batch_that_unpacks_to_too_much_is_passed_over(self):
        self.worker()
        self.send_between(
            lambda: raw_batch.bomb(self.topics.bootstrap, self.topics.jobs, 1, records=500))
        self.replies(["before", "behind"])
        self.check_marks(first=1, last=500)

    def test_a_batch_that_is_the_last_is_passed_over(self):
        raw_batch.bomb(self.topics.bootstrap, self.topics.jobs, 1, records=3)
        self.worker()
        self.check_marks(first=0, last=2)
        self.topics.send(redact("next"), partition=1)
        self.reply("next")
        self.wait_until_committed()

    def test_a_batch_that_gives_neither_records_nor_an_error_is_passed_over(self):
        self.send_between(
            lambda: raw_batch.halved(self.topics.bootstrap, self.topics.jobs, 1, records=10))
        worker = self.worker()
        self.replies(["before", "behind"])
        self.check_marks(first=1, last=10)
        self.assertIn("batch_skipped", worker.log_text())

    def test_a_control_topic_with_batches_that_can_t_be_read_holds_up_no_worker(self):
        raw_batch.bomb(self.topics.bootstrap, self.topics.control, 0)
        raw_batch.halved(self.topics.bootstrap, self.topics.control, 0, records=3)
        self.topics.send(redact("cancelled"))
        self.topics.send(redact("next"))
        self.topics.flush()
        self.topics.cancel("cancelled")  # lies behind both
        self.worker()
        replies = self.replies(["cancelled", "next"])
        self.assertEqual(replies["cancelled"][0].result["status"], "cancelled")
        self.assertEqual(replies["next"][0].result["status"], "succeeded")

    def send_between(self, send_bad):
        """The bad batch lies between two jobs of its partition."""
        self.topics.send(redact("before"), partition=1)
        self.topics.flush()
        send_bad()
        self.topics.send(redact("behind"), partition=1)
        self.topics.flush()

    def check_marks(self, first, last):
        """A dead letter for each end of the range, and no more; the group's offsets are behind."""
        self.wait_until_committed()
        offsets = sorted({first, last})
        letters = self.topics.read(self.topics.dead_letters, 30,
                                   lambda seen: len(seen) >= len(offsets))
        self.assertEqual([letter.header("kafka_dlt-original-offset") for letter in letters],
                         [struct.pack(">q", offset) for offset in offsets])
        for letter in letters:
            self.assertIsNone(letter.key)
            self.assertIsNone(letter.value)
            self.assertEqual(letter.header("kafka_dlt-original-topic"), self.topics.jobs.encode())
            self.assertEqual(letter.header("kafka_dlt-original-partition"), struct.pack(">i", 1))
            reason = letter.header("kafka_dlt-exception-message").decode()
            for offset in offsets:
                self.assertIn(str(offset), reason)


if __name__ == "__main__":
    case.main()
