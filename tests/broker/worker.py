# SPDX-License-Identifier: Apache-2.0
"""The built `cordon worker`, as a process that a test starts, asks, stops and kills."""

import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import time

READY_SECONDS = 60
SURVIVAL_SECONDS = 1
UIDS_EACH = 100


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def get(port, path):
    """Status and text of an HTTP page; (0, "") where nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()


def to_toml(tables):
    """TOML of tables of strings, numbers, booleans and lists of strings."""
    lines = []
    for name, keys in tables.items():
        lines.append(f"[{name}]")
        lines += [f"{json.dumps(key)} = {json.dumps(value)}" for key, value in keys.items()]
    return "\n".join(lines) + "\n"


class Worker:
    """One `cordon worker` with a configuration of its own; `start` starts it anew after its end."""

    def __init__(self, program, folder, number, topics, redis_url, tables, environment):
        self.program, self.number, self.environment = program, number, environment
        self.port = free_port()
        self.config = pathlib.Path(folder) / f"worker-{number}.toml"
        self.log = pathlib.Path(folder) / f"worker-{number}.log"
        ours = {
            "worker": {"slots": 2, "log_level": "info", "drain_timeout": 20},
            "execution": {"uid_first": 300_000 + number * UIDS_EACH, "uid_count": UIDS_EACH},
            # The shortest session that the broker allows: after a SIGKILL its group waits so long.
            "kafka": {"bootstrap.servers": topics.bootstrap, "session.timeout.ms": "6000",
                      "heartbeat.interval.ms": "1000"},
            "intake": {"jobs_topic": topics.jobs, "control_topic": topics.control,
                       "group": topics.group, "ordering": "key"},
            "publish": {"reply_topic": topics.replies,
                        "reply_topics": [topics.replies, "*-replies"],
                        "events_topic": topics.events, "audit_topic": topics.audit,
                        "dead_letter_topic": topics.dead_letters},
            "session": {"redis": redis_url, "on_redis_down": "wait"},
            "http": {"listen": f"127.0.0.1:{self.port}"},
        }
        for name, keys in tables.items():
            ours.setdefault(name, {}).update(keys)
        self.config.write_text(to_toml(ours))
        self.process = None
        self.start()

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.program, "worker", "--config", str(self.config)], stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, env={**os.environ, **self.environment})

    # -- what it says --------------------------------------------------------

    def get(self, path):
        return get(self.port, path)

    def wait_until_ready(self):
        deadline = time.monotonic() + READY_SECONDS
        while self.get("/readyz")[0] != 200:
            if self.process.poll() is not None:
                raise AssertionError(f"the worker ended with {self.process.returncode} before it "
                                     f"was ready:\n{self.log_text()[-4000:]}")
            if time.monotonic() > deadline:
                raise AssertionError(f"/readyz is not 200 after {READY_SECONDS} s, but "
                                     f"{self.get('/readyz')}:\n{self.log_text()[-4000:]}")
            time.sleep(0.05)

    def metric(self, name):
        """The sum of a metric's values over all labels."""
        total = 0.0
        for line in self.get("/metrics")[1].splitlines():
            if line.startswith((name + " ", name + "{")):
                total += float(line.rsplit(" ", 1)[1])
        return total

    def log_text(self):
        return self.log.read_text(errors="replace")

    def log_events(self):
        """The log's events; every line must be JSON."""
        return [json.loads(line) for line in self.log_text().splitlines() if line.strip()]

    def warns_of(self, *words):
        """Whether a warning or an error holds one of the words."""
        return any(event["level"] in ("warn", "warning", "error")
                   and any(word in json.dumps(event).lower() for word in words)
                   for event in self.log_events())

    # -- what becomes of it --------------------------------------------------

    def runner_pids(self):
        """Outer processes of the jails: what the worker's own children, its zygotes, have forked."""
        found = list(processes())
        zygotes = {pid for pid, parent, _ in found if parent == self.process.pid}
        return [pid for pid, parent, name in found
                if parent in zygotes and name.startswith("cordon-runner")]

    def is_running(self):
        return self.process.poll() is None

    def wait(self, seconds):
        """Its exit code: negative where a signal ended it."""
        return self.process.wait(seconds)

    def stop(self, seconds=40):
        """SIGTERM, as a service manager does; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def kill(self):
        """SIGKILL. Nothing that it started, runners and programs, outlives it by a second."""
        started = descendants(self.process.pid) if self.is_running() else []
        if self.is_running():
            self.process.kill()
        self.process.wait(10)
        deadline = time.monotonic() + SURVIVAL_SECONDS
        while left := [pid for pid in started if is_alive(pid)]:
            if time.monotonic() > deadline:
                raise AssertionError(f"processes that outlive their worker's death: {left}")
            time.sleep(0.01)


def processes():
    """(pid, parent's pid, name) of each process there is."""
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text(errors="replace")
            except OSError:
                continue
            # The name stands in brackets and may hold some itself.
            name, rest = stat[stat.index("(") + 1:].rsplit(")", 1)
            yield int(entry.name), int(rest.split()[1]), name


def descendants(ancestor):
    """The pids of what a process started, and of what these did."""
    children = {}
    for pid, parent, _ in processes():
        children.setdefault(parent, []).append(pid)
    found, todo = [], [ancestor]
    while todo:
        below = children.get(todo.pop(), [])
        found += below
        todo += below
    return found


def is_alive(pid):
    """Whether it is there and no zombie."""
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return False
    return stat.rsplit(")", 1)[1].split()[0] != "Z"
