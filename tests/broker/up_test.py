# SPDX-License-Identifier: Apache-2.0
"""`cordon up`: everything in one command, found by clients, gone with it, honest about losses."""

import contextlib
import json
import os
import pathlib
import pty
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from confluent_kafka import OFFSET_BEGINNING, Consumer, Producer, TopicPartition

import case
from jobs import execute, redact, sleeper
from worker import get, processes


class Up(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cordon-up-test-", dir="/tmp"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.environment = {**os.environ, "XDG_RUNTIME_DIR": str(self.folder)}
        self.log = self.folder / "log"
        self.addCleanup(self._end)
        self.start()

    def start(self):
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [case.from_environment("TEST_CORDON_PROGRAM"), "up", "--slots", "2",
                 "--http-listen", "127.0.0.1:0"], stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=log, text=True,
                env=self.environment)
        first_line = self.process.stdout.readline()
        found = re.search(r"127\.0\.0\.1:\d+", first_line)
        self.assertTrue(found, f"{first_line!r}, and the log:\n{self.log.read_text()}")
        self.bootstrap = found[0]
        self.run_file = self._wait_for_run_file()
        self.http = json.loads(self.run_file.read_text())["http"]
        self.first_status = self.readyz()

    def _wait_for_run_file(self):
        deadline = time.monotonic() + 10
        while True:
            for path in self.folder.glob("cordon-*/up.json"):
                if json.loads(path.read_text())["pid"] == self.process.pid:
                    return path
            self.assertLess(time.monotonic(), deadline, self.log.read_text())
            time.sleep(0.05)

    def _end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
        self.process.stdout.close()

    def readyz(self):
        return get(int(self.http.rsplit(":", 1)[1]), "/readyz")[0]

    def produce(self, jobs, **place):
        producer = Producer({"bootstrap.servers": self.bootstrap, "linger.ms": 5})
        for job in jobs:
            producer.produce("cordon.jobs", json.dumps(job), **place)
        self.assertEqual(producer.flush(30), 0)

    def replies(self, count, seconds=60):
        reader = Consumer({"bootstrap.servers": self.bootstrap, "group.id": "reader",
                           "enable.auto.commit": False})
        self.addCleanup(reader.close)
        reader.assign([TopicPartition("cordon.replies", 0, OFFSET_BEGINNING)])
        found, deadline = {}, time.monotonic() + seconds
        while len(found) < count and time.monotonic() < deadline:
            for record in reader.consume(100, 0.2):
                if record.error() is None:
                    result = json.loads(record.value())
                    found[result["id"]] = result
        self.assertEqual(len(found), count, self.log.read_text()[-4000:])
        return found

    def companions(self):
        """The processes that up started and that are no runners."""
        return [pid for pid, parent, name in processes()
                if parent == self.process.pid and not name.startswith("cordon-runner")]

    def wait_until_gone(self, pids):
        deadline = time.monotonic() + 10
        while any(pathlib.Path(f"/proc/{pid}").exists() for pid in pids):
            self.assertLess(time.monotonic(), deadline, "companions that outlive cordon up")
            time.sleep(0.05)

    def assert_nothing_is_left(self, companions):
        self.wait_until_gone(companions)
        self.assertEqual([str(path) for path in self.folder.rglob("*")
                          if path.name == "up.json" or path.name.startswith("cordon-up-")], [])

    def wait_for_metric(self, line):
        deadline = time.monotonic() + 20
        while line not in get(int(self.http.rsplit(":", 1)[1]), "/metrics")[1].splitlines():
            self.assertLess(time.monotonic(), deadline, line)
            time.sleep(0.05)

    def client(self, *arguments, terminal=False):
        """Runs a command that finds this cordon up: exit code, output, what a person is told."""
        theirs, ours = pty.openpty() if terminal else os.pipe()
        done = subprocess.run([case.from_environment("TEST_CORDON_PROGRAM"), *arguments],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=ours,
                              text=True, timeout=60, check=False, env=self.environment)
        os.close(ours)
        told = b""
        with contextlib.suppress(OSError):  # how a terminal that nobody holds ends
            while part := os.read(theirs, 4096):
                told += part
        os.close(theirs)
        return done.returncode, done.stdout, told.decode()

    def test_a_wait_for_a_result_is_told_on_a_terminal_only(self):
        code, output, told = self.client("result", "none", "--wait=0.5", terminal=True)
        self.assertEqual((code, output), (1, ""))
        self.assertIn("waiting for the result of none for up to 0.5 s", told)
        self.assertIn("no result of it after waiting 0.5 s", told)
        code, output, told = self.client("result", "none", "--wait=0.5")
        self.assertEqual((code, output), (1, ""))
        self.assertNotIn("waiting for the result", told)

    def test_a_cancellation_says_what_was_sent_where(self):
        self.assertEqual(self.client("cancel", "some-id"),
                         (0, "cancellation of some-id sent to cordon.control\n", ""))

    def test_a_second_one_is_refused_in_its_own_name(self):
        code, output, told = self.client("up")
        self.assertEqual((code, output), (3, ""))
        self.assertRegex(told, "^cordon up: .*another cordon up runs")

    def test_a_worker_that_is_well_says_that_it_is_there(self):
        place = json.loads(self.run_file.read_text())
        worker = subprocess.Popen(
            [case.from_environment("TEST_CORDON_PROGRAM"), "worker", "--bootstrap-servers",
             self.bootstrap, "--redis", place["redis"], "--http-listen", "127.0.0.1:0", "--group",
             "others", "--execution-uid-first", "300000"], stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, env=self.environment)
        self.addCleanup(worker.wait, 10)
        self.addCleanup(worker.kill)
        self.addCleanup(worker.stderr.close)
        event = json.loads(worker.stderr.readline())
        self.assertEqual((event["event"], event["topic"], event["group"]),
                         ("worker_started", "cordon.jobs", "others"))
        self.assertRegex(event["version"], r"^\d+\.\d+\.\d+$")
        self.assertRegex(event["http"], r"^127\.0\.0\.1:\d+$")
        self.assertEqual(event["bootstrap_servers"], self.bootstrap)

    def test_it_serves_jobs_and_leaves_nothing_behind(self):
        companions = self.companions()
        self.assertEqual(len(companions), 2, "an embedded broker and a private Redis")
        self.assertEqual(self.run_file.stat().st_mode & 0o777, 0o600)
        self.produce([execute("hello", "print('hello')"), *(redact(f"r{n}") for n in range(50))])
        found = self.replies(51)
        self.assertEqual(found["hello"]["stdout"], "hello\n")
        self.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.process.wait(40), 0, self.log.read_text()[-4000:])
        self.assert_nothing_is_left(companions)

    def test_it_announces_itself_once_it_serves(self):
        # setUp has read the first line of the announcement, and asked only then.
        self.assertEqual(self.first_status, 200, self.log.read_text())

    def test_signals_in_one_moment_are_one_wish(self):
        companions = self.companions()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGTERM):
            self.process.send_signal(number)
            time.sleep(0.02)
        self.assertEqual(self.process.wait(40), 0, self.log.read_text()[-4000:])
        self.assert_nothing_is_left(companions)

    def test_a_second_signal_leaves_nothing_behind(self):
        companions = self.companions()
        self.produce([sleeper("long", 8)])
        self.wait_for_metric("cordon_slots_busy 1")
        self.process.send_signal(signal.SIGTERM)
        time.sleep(1)
        self.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.process.wait(5), 130, self.log.read_text()[-4000:])
        self.assert_nothing_is_left(companions)

    def test_what_it_started_ends_with_it_however_that_ends(self):
        companions = self.companions()
        self.process.kill()
        self.wait_until_gone(companions)

    def test_creating_topics_beside_it_is_refused_in_plain_words(self):
        for place in ([], ["--bootstrap-servers", self.bootstrap]):
            code, _, told = self.client("topics", "create", *place)
            self.assertEqual(code, 2, told)
            self.assertIn("cordon up", told)
            self.assertIn("already", told)

    def test_an_interrupted_submit_names_what_it_sent(self):
        job = self.folder / "job.json"
        job.write_text(json.dumps({"id": "mine", "profile": "open",
                                   "code": "import time; time.sleep(8)"}))
        with subprocess.Popen([case.from_environment("TEST_CORDON_PROGRAM"), "submit", str(job)],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              env=self.environment) as submit:
            self.wait_for_metric("cordon_slots_busy 1")
            submit.send_signal(signal.SIGINT)
            _, told = submit.communicate(timeout=20)
        self.assertEqual(submit.returncode, 130, told)
        self.assertIn("mine", told.splitlines())

    def test_a_killed_one_leaves_nothing_to_the_next_one(self):
        companions = self.companions()
        left = list(self.folder.glob("cordon-up-*"))
        self.assertEqual(len(left), 1)
        self.process.kill()
        self.process.wait(10)
        self.wait_until_gone(companions)
        self.process.stdout.close()
        self.assertTrue(left[0].exists())
        self.start()
        self.assertFalse(left[0].exists())

    def test_jobs_that_the_embedded_broker_drops_are_told_and_fail_it(self):
        self.produce([sleeper("first", 8)], key="k", partition=0)
        # 5 MiB is what a partition keeps.
        self.produce([redact(f"r{n}", "x" * 500_000) for n in range(30)], key="k", partition=0)
        deadline = time.monotonic() + 20
        while self.readyz() == 200:
            self.assertLess(time.monotonic(), deadline, "/readyz stays 200")
            time.sleep(0.1)
        events = [json.loads(line) for line in self.log.read_text().splitlines()]
        lost = [event for event in events if event["event"] == "jobs_lost"]
        self.assertEqual({event["partition"] for event in lost}, {"0"})
        self.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.process.wait(40), 1, self.log.read_text()[-4000:])


if __name__ == "__main__":
    case.main()
