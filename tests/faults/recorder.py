# SPDX-License-Identifier: Apache-2.0
"""Reads topics for a history: live, as a client does, and whole, once all is over."""

import json
import threading
import time

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition

from history import Event, Replied


def open_reader(topics, topic, isolation):
    """A consumer of the whole topic without a group's offsets."""
    reader = Consumer({"bootstrap.servers": topics.bootstrap, "group.id": f"{topic}-recorder",
                       "enable.auto.commit": False, "enable.partition.eof": True,
                       "fetch.wait.max.ms": 50, "log_level": 0, "reconnect.backoff.max.ms": 1000,
                       "isolation.level": isolation})
    partitions = topics.admin.list_topics(topic, 30).topics[topic].partitions
    reader.assign([TopicPartition(topic, p, OFFSET_BEGINNING) for p in partitions])
    return reader, len(partitions)


def read_whole(topics, topic, isolation="read_committed", seconds=120):
    """All records that such a reader is given until the topic's end. Fails where an open
    transaction, or a broker, keeps it from getting there within the time."""
    reader, partitions = open_reader(topics, topic, isolation)
    records, ended, deadline = [], set(), time.monotonic() + seconds
    try:
        while len(ended) < partitions:
            assert time.monotonic() < deadline, f"the end of {topic} is not reached"
            for record in reader.consume(5000, 0.2):
                if record.error() is None:
                    records.append(record)
                elif record.error().code() == KafkaError._PARTITION_EOF:
                    ended.add(record.partition())
    finally:
        reader.close()
    return records


def replied(record):
    value = json.loads(record.value())
    return Replied(value["id"], record.partition(), record.offset(), value["status"])


def event(record):
    value = json.loads(record.value())
    return Event(value["id"], value["run"], value["type"], record.timestamp()[1] / 1000)


class Witness(threading.Thread):
    """Takes down every reply that a read_committed reader is given while things happen."""

    def __init__(self, topics):
        super().__init__(daemon=True)
        self.seen, self.ids, self.last_at = [], set(), time.monotonic()
        self._ending = threading.Event()
        self._reader, _ = open_reader(topics, topics.replies, "read_committed")
        self.start()

    def run(self):
        while not self._ending.is_set():
            records = [one for one in self._reader.consume(5000, 0.1) if one.error() is None]
            for record in records:
                one = replied(record)
                self.seen.append(one)
                self.ids.add(one.id)
            if records:
                self.last_at = time.monotonic()
        self._reader.close()

    def end(self):
        self._ending.set()
        self.join(30)
