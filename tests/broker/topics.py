# SPDX-License-Identifier: Apache-2.0
"""Topics of a test's own and what a producer in another language does with them."""

import json
import time
import uuid

from confluent_kafka import OFFSET_BEGINNING, Consumer, Producer, TopicPartition
from confluent_kafka.admin import (AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource,
                                   NewTopic)

MIB = 1 << 20
JOBS_PARTITIONS = 4
RUNGS = ("1s", "10s", "1m", "10m", "1h")


class Reply:
    """A reply as a client sees it."""

    def __init__(self, record):
        self.key = record.key()
        self.value = record.value()
        self.headers = record.headers() or []
        self.topic = record.topic()
        self.partition = record.partition()
        self.offset = record.offset()

    @property
    def result(self):
        return json.loads(self.value)

    def header(self, name):
        """The last header of that name."""
        return dict(self.headers).get(name)


class Counter:
    """Counts a topic's records as they come."""

    SILENCE_SECONDS = 0.3
    BEGINNING_SECONDS = 1.5  # until a new reader's first records come

    def __init__(self, reader):
        self.reader = reader
        self.silence = self.BEGINNING_SECONDS
        self.counted = 0

    def count_on(self):
        """What came meanwhile is counted, too."""
        self._add(self.reader.consume(10_000, 0.05))
        return self.counted

    def _add(self, records):
        self.counted += sum(record.error() is None for record in records)

    def count(self, seconds=2):
        """All that was there when it was asked: read until nothing comes for a moment, or the
        time is up where it does not end."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            records = self.reader.consume(5000, self.silence)
            self.silence = self.SILENCE_SECONDS
            self._add(records)
            if not records:
                break
        return self.counted


class Topics:
    """Topics with names that no other test has; all clients are this test's."""

    def __init__(self, bootstrap):
        self.bootstrap = bootstrap
        self.prefix = f"t{uuid.uuid4().hex[:10]}"
        self.jobs, self.replies, self.events, self.audit, self.control = (
            f"{self.prefix}.{name}" for name in ("jobs", "replies", "events", "audit", "control"))
        self.dead_letters = f"{self.jobs}-dlt"
        self.group = self.prefix
        self.admin = AdminClient({"bootstrap.servers": bootstrap})
        self.producer = Producer({"bootstrap.servers": bootstrap, "linger.ms": 5,
                                  "message.max.bytes": 4 * MIB})
        self._readers = {}
        self._counters = {}
        self._delays = []
        self.create(self.jobs, JOBS_PARTITIONS, 3_000_000)
        self.create(self.replies, 4, 4 * MIB)
        self.create(self.dead_letters, 1, 3_000_000 + 64 * 1024)
        for topic in (self.events, self.audit, self.control):
            self.create(topic)

    def create(self, topic, partitions=1, max_bytes=None):
        config = {"max.message.bytes": str(max_bytes)} if max_bytes else {}
        new = NewTopic(topic, num_partitions=partitions, replication_factor=1, config=config)
        self.admin.create_topics([new])[topic].result(30)

    def delay(self, rung):
        return f"{self.jobs}-delay-{rung}"

    def create_delays(self, rungs=RUNGS):
        """The delay topics of these rungs."""
        for rung in rungs:
            self._delays.append(self.delay(rung))
            self.create(self.delay(rung), 2, 3_000_000 + 64 * 1024)

    def configure(self, topic, name, value):
        change = ConfigResource("topic", topic, incremental_configs=[ConfigEntry(
            name, str(value), incremental_operation=AlterConfigOpType.SET)])
        self.admin.incremental_alter_configs([change])[change].result(30)

    def close(self):
        self.producer.flush(5)
        for reader in self._readers.values():
            reader.close()
        for counter in self._counters.values():
            counter.reader.close()
        existing = [self.jobs, self.replies, self.events, self.audit, self.control,
                    self.dead_letters, *self._delays]
        for done in self.admin.delete_topics(existing).values():
            try:
                done.result(10)
            except Exception:  # the broker goes away with all of it anyhow
                pass

    # -- producing -----------------------------------------------------------

    def send(self, job, *, key=None, headers=None, partition=None, topic=None):
        """Puts a job, or bytes as they are, or None, on the jobs topic. Returns the job's id."""
        value = json.dumps(job).encode() if isinstance(job, dict) else job
        place = {} if partition is None else {"partition": partition}
        while True:
            try:
                self.producer.produce(topic or self.jobs, value, key=key, headers=headers or [],
                                      **place)
                break
            except BufferError:
                self.producer.poll(0.1)
        self.producer.poll(0)
        return job.get("id") if isinstance(job, dict) else None

    def flush(self, seconds=60):
        left = self.producer.flush(seconds)
        assert left == 0, f"{left} records could not be produced within {seconds} s"

    def cancel(self, id, user_id=None):
        self.send({"action": "cancel", "id": id, "user_id": user_id}, topic=self.control)
        self.flush()

    # -- reading -------------------------------------------------------------

    def _reader(self, topic):
        """A consumer of the whole topic, from its beginning, without a group's offsets."""
        if topic not in self._readers:
            self._readers[topic] = self._open_reader(topic)
        return self._readers[topic]

    def _open_reader(self, topic):
        reader = Consumer({"bootstrap.servers": self.bootstrap, "group.id": f"{topic}-reader",
                           "enable.auto.commit": False, "fetch.wait.max.ms": 50,
                           "fetch.message.max.bytes": 8 * MIB})
        partitions = self.admin.list_topics(topic, 30).topics[topic].partitions
        reader.assign([TopicPartition(topic, p, OFFSET_BEGINNING) for p in partitions])
        return reader

    def forget_reader(self, topic):
        """The next read of the topic begins at its beginning again."""
        reader = self._readers.pop(topic, None)
        if reader:
            reader.close()

    def read(self, topic, seconds, enough=lambda records: False):
        """What comes on the topic, beyond what was read before, until `enough` or the time is up."""
        reader, records = self._reader(topic), []
        deadline = time.monotonic() + seconds
        while not enough(records) and (left := deadline - time.monotonic()) > 0:
            for record in reader.consume(1000, min(left, 0.2)):
                if record.error() is None:
                    records.append(Reply(record))
        return records

    def read_replies(self, ids, seconds, topic=None):
        """Replies by id until each of `ids` has one or the time is up; others come along."""
        found, missing = {}, set(ids)

        def enough(records):
            for reply in records[enough.seen:]:
                id = reply.result["id"]
                found.setdefault(id, []).append(reply)
                missing.discard(id)
            enough.seen = len(records)
            return not missing

        enough.seen = 0
        self.read(topic or self.replies, seconds, enough)
        return found

    def count(self, topic):
        """Committed records of the topic: the markers of transactions have offsets of their own."""
        counter = self._counters.setdefault(topic, Counter(self._open_reader(topic)))
        return counter.count()

    def count_on(self, topic):
        """The same, as far as it has come without waiting."""
        counter = self._counters.setdefault(topic, Counter(self._open_reader(topic)))
        return counter.count_on()

    def end(self, topic):
        """The sum of the offsets at which the topic's partitions end."""
        reader = self._reader(topic)
        partitions = self.admin.list_topics(topic, 30).topics[topic].partitions
        return sum(reader.get_watermark_offsets(TopicPartition(topic, p), 30)[1]
                   for p in partitions)

    def uncommitted_jobs(self):
        """Jobs beyond the group's committed offsets."""
        parts = [TopicPartition(self.jobs, p) for p in range(JOBS_PARTITIONS)]
        asking = Consumer({"bootstrap.servers": self.bootstrap, "group.id": self.group,
                           "enable.auto.commit": False})
        try:
            committed = sum(max(p.offset, 0) for p in asking.committed(parts, 30))
        finally:
            asking.close()
        return self.end(self.jobs) - committed
