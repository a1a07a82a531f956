# SPDX-License-Identifier: Apache-2.0
"""The loads of bench/broker: the same jobs by way of the broker, of a file, and copied raw."""
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from confluent_kafka import OFFSET_END, Consumer, Producer, TopicPartition
from topics import Topics
from worker import Worker

KEYS = 1000
DELIVERIES = ("exactly-once", "at-least-once")
ROUND_SECONDS = 300
WARM_UP = 20
TICKS = os.sysconf("SC_CLK_TCK")


def make_job(type, number):
    job = {"id": f"{type}-{number}", "type": type}
    if type == "redact":
        job["text"] = f"Order {number} of jane.doe@example.com was sent; call 555-0100 for more."
    elif type == "validate":
        job["code"] = f"total = {number}\nprint(total * 2)\n"
    else:
        job.update(code="print(1)", profile="open")
    return job


def is_right(result):
    """Whether the work was done, not only said to be."""
    done = {"redact": lambda: "[REDACTED:email_address]" in result["text"]
            and "jane.doe" not in json.dumps(result),
            "validate": lambda: not result["validation_violations"],
            "execute": lambda: result["stdout"] == "1\n"}
    return result["success"] and done[result["type"]]()


def own_cpu():
    """CPU seconds of the children that ended, theirs included."""
    used = os.times()
    return used.children_user + used.children_system


def cpu_of(pid):
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Bench:
    """Runs loads against the servers that the environment names; a context manager."""

    def __init__(self, programs, slots):
        self.programs, self.slots = programs, slots
        self.bootstrap = os.environ["TEST_KAFKA_BOOTSTRAP"]
        self.redis_url = os.environ["TEST_REDIS_URL"]
        self.kafka_pid = int(os.environ["TEST_KAFKA_PID"])
        info = self.ask_redis("info", "server")
        self.redis_pid = int(info.split("process_id:")[1].split()[0])
        self.folder = None
        self.workers = 0

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="cordon-bench-")
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask_redis(self, *words):
        return subprocess.run(["redis-cli", "-u", self.redis_url, *words], check=True,
                              capture_output=True, text=True, timeout=30).stdout

    # -- what is started and stopped -----------------------------------------

    @contextlib.contextmanager
    def topics(self):
        made = Topics(self.bootstrap)
        try:
            yield made
        finally:
            made.close()
            self.ask_redis("flushall")

    @contextlib.contextmanager
    def worker(self, topics, delivery="exactly-once", is_bare=False, **session):
        """`is_bare`: without events, audit and Redis."""
        publish, redis_url = {"delivery": delivery}, self.redis_url
        if is_bare:
            publish.update(events_topic="", audit_topic="")
            session.update(on_redis_down="run")
            redis_url = f"unix://{self.folder}/no-redis"
        one = Worker(self.programs / "cordon", self.folder, self.workers, topics, redis_url,
                     {"worker": {"slots": self.slots, "log_level": "error"}, "publish": publish,
                      "session": session}, {})
        self.workers += 1
        try:
            yield one
            one.stop()
        finally:
            one.kill()

    @contextlib.contextmanager
    def raw(self, topics, count):
        process = subprocess.Popen(
            [self.programs / "raw_loop", self.bootstrap, f"{topics.group}-raw", topics.jobs,
             topics.replies, str(count)], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, text=True)
        try:
            yield process
            process.wait(60)
        finally:
            process.kill()
            process.wait()
            process.stdout.close()

    # -- throughput ----------------------------------------------------------

    def queue(self, topics, type, count):
        for number in range(count):
            topics.send(make_job(type, number), key=f"key-{number % KEYS}")
        topics.flush(ROUND_SECONDS)

    def through_broker(self, type, count, **how):
        """The jobs are queued; the time is from the start of the worker to the last reply."""
        with self.topics() as topics:
            self.queue(topics, type, count)
            before = own_cpu(), cpu_of(self.kafka_pid), cpu_of(self.redis_pid)
            began = time.monotonic()
            with self.worker(topics, **how) as worker:
                found = self._wait_for(topics, count, began, worker)
            after = own_cpu(), cpu_of(self.kafka_pid), cpu_of(self.redis_pid)
            self._check_replies(topics, type, count)
        parts = [1e3 * (b - a) / count for a, b in zip(before, after)]
        return {**found, "cpu_ms": parts[0], "kafka_cpu_ms": parts[1], "redis_cpu_ms": parts[2]}

    def raw_loop(self, type, count):
        with self.topics() as topics:
            self.queue(topics, type, count)
            before, kafka = own_cpu(), cpu_of(self.kafka_pid)
            began = time.monotonic()
            with self.raw(topics, count) as process:
                found = self._wait_for(topics, count, began)
                # Too fast to be seen from here: it tells its own time.
                found["after_start"] = count / float(process.stdout.readline())
            return {**found, "cpu_ms": 1e3 * (own_cpu() - before) / count,
                    "kafka_cpu_ms": 1e3 * (cpu_of(self.kafka_pid) - kafka) / count}

    def run_file(self, type, count):
        jobs = Path(self.folder) / "jobs.jsonl"
        jobs.write_text("".join(json.dumps(make_job(type, number)) + "\n"
                                for number in range(count)), encoding="utf-8")
        results = Path(self.folder) / "results.jsonl"
        began, before = time.monotonic(), own_cpu()
        with results.open("wb") as out:
            subprocess.run([self.programs / "cordon", "run", "--no-progress", "--slots",
                            str(self.slots), "--jobs", jobs], stdout=out, check=True,
                           timeout=ROUND_SECONDS)
        took = time.monotonic() - began
        with results.open("rb") as lines:
            done = [json.loads(line) for line in lines]
        assert len(done) == count and all(map(is_right, done))
        return {"took": took, "cpu_ms": 1e3 * (own_cpu() - before) / count}

    @staticmethod
    def _wait_for(topics, count, began, worker=None):
        """Replies are counted as a reader of what is committed sees them."""
        first = None
        while True:
            seen, now = topics.count_on(topics.replies), time.monotonic()
            if seen and first is None:
                first = now, seen
            if seen >= count:
                break
            if worker and not worker.is_running():
                raise RuntimeError(f"the worker ended:\n{worker.log_text()[-4000:]}")
            if now - began > ROUND_SECONDS:
                raise RuntimeError(f"{seen} of {count} replies after {ROUND_SECONDS} s")
        rest = now - first[0]
        return {"took": now - began, "after_start": (count - first[1]) / rest if rest else 0.0}

    @staticmethod
    def _check_replies(topics, type, count):
        found = topics.read_replies([f"{type}-{number}" for number in range(count)], 60)
        good = sum(len(replies) == 1 and is_right(replies[0].result)
                   for replies in found.values())
        assert good == count, f"{good} of {count} jobs have one reply, and the right one"

    # -- latency -------------------------------------------------------------

    def latencies(self, types, count):
        """Seconds from produce to reply of single jobs, by what is measured."""
        found = {}
        for delivery in DELIVERIES:
            with self.topics() as topics, self.worker(topics, delivery) as worker:
                worker.wait_until_ready()
                for type in types:
                    found[f"{type}, {delivery}"] = self._one_by_one(topics, type, count)
        with self.topics() as topics, self.raw(topics, count + WARM_UP):
            found["raw librdkafka loop, no work"] = self._one_by_one(topics, "redact", count)
        return found

    def _one_by_one(self, topics, type, count):
        producer = Producer({"bootstrap.servers": self.bootstrap, "linger.ms": 0})
        reader = Consumer({"bootstrap.servers": self.bootstrap, "group.id": f"{topics.group}-one",
                           "enable.auto.commit": False})
        try:
            reader.assign([TopicPartition(topics.replies, p, OFFSET_END) for p in range(4)])
            reader.poll(1)  # it stands at the end before the first job is sent
            taken = [self._one(topics, producer, reader, make_job(type, number))
                     for number in range(WARM_UP + count)]
        finally:
            reader.close()
        return taken[WARM_UP:]

    @staticmethod
    def _one(topics, producer, reader, job):
        began = time.monotonic()
        producer.produce(topics.jobs, json.dumps(job).encode(), key=job["id"])
        while time.monotonic() - began < 30:
            reply = reader.poll(1)
            if reply and not reply.error():
                took = time.monotonic() - began
                assert json.loads(reply.value())["id"] == job["id"]
                producer.poll(0)
                return took
        raise RuntimeError(f"no reply to {job['id']} within 30 s")
