# SPDX-License-Identifier: Apache-2.0
"""One job at a time: its reply, where it goes, and what comes back with it."""

import json
import struct
import subprocess

import case
from jobs import execute, redact


class Replies(case.BrokerCase):
    def setUp(self):
        super().setUp()
        self.worker()

    def test_a_job_gets_its_reply(self):
        echoed = [("kafka_correlationId", b"\x00\xff\x01"), ("correlation_id", b"c-1"),
                  ("traceparent", b"00-" + b"a" * 32 + b"-" + b"b" * 16 + b"-01"),
                  ("tracestate", b"x=y")]
        self.topics.send(execute("one", "print(context['n'] + 1)", context={"n": 41}, user_id=7,
                                 metadata={"a": [1]}), key="k", headers=echoed + [("other", b"x")])
        reply = self.reply("one")
        result = reply.result
        self.assertEqual((result["status"], result["stdout"]), ("succeeded", "42\n"))
        self.assertEqual((result["user_id"], result["metadata"]), (7, {"a": [1]}))
        self.assertEqual(reply.key, b"k")
        for name, value in echoed:
            self.assertEqual(reply.header(name), value, name)
        self.assertIsNone(reply.header("other"))
        self.wait_until_committed()

    def test_a_job_without_id_and_key_is_named_by_its_record(self):
        self.topics.send(b'{"type": "validate", "code": "x = 1"}', partition=2)
        id = f"{self.topics.jobs}-2-0"
        self.assertEqual(self.reply(id).key, id.encode())

    def test_a_result_is_in_redis_by_id(self):
        id = f"{self.topics.prefix}-stored"
        self.topics.send(redact(id, user_id="a:b"))
        reply = self.reply(id)
        asked = subprocess.run(["redis-cli", "-u", self.redis_url, "GET",
                                f"cordon:result:a%3Ab:{id}"], capture_output=True, check=True)
        self.assertEqual(json.loads(asked.stdout), reply.result)

    def test_a_job_names_its_reply_topic_and_partition(self):
        topic = f"{self.topics.prefix}-replies"
        self.topics.create(topic, 3)
        self.topics.send(redact("field", reply_to=topic))
        self.topics.send(redact("header"), headers=[("kafka_replyTopic", topic.encode()),
                                                    ("kafka_replyPartition", struct.pack(">i", 2))])
        found = self.topics.read_replies(["field", "header"], 30, topic)
        self.assertEqual(sorted(found), ["field", "header"])
        self.assertEqual(found["header"][0].partition, 2)

    def test_a_reply_that_finds_no_place_goes_to_the_default_topic_and_nobody_waits(self):
        nowhere = f"{self.topics.prefix}-nowhere-replies"
        self.topics.send(redact("nowhere", reply_to=nowhere), partition=0)
        self.topics.send(redact("p999"), partition=0,
                         headers=[("kafka_replyTopic", self.topics.replies.encode()),
                                  ("kafka_replyPartition", struct.pack(">i", 999))])
        self.topics.send(redact("off-list", reply_to="elsewhere"), partition=0)
        others = [self.topics.send(redact(f"other-{n}"), partition=0) for n in range(20)]
        self.replies(others, 10)
        self.topics.forget_reader(self.topics.replies)
        found = self.replies(["nowhere", "p999", "off-list"], 90)
        for id in ("nowhere", "p999"):
            self.assertEqual(found[id][0].result["status"], "succeeded", id)
            self.assertIn("reply_to", found[id][0].result["details"], id)
        rejected = found["off-list"][0].result
        self.assertEqual((rejected["status"], rejected["error_type"]),
                         ("rejected", "ValidationError"))
        self.assertIn("elsewhere", rejected["error_message"])
        self.wait_until_committed()


if __name__ == "__main__":
    case.main()
