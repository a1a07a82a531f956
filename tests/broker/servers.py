# SPDX-License-Identifier: Apache-2.0
"""Servers that go away for a while: a Redis of the test's own, and the broker of tests/run."""

import contextlib
import os
import pathlib
import signal
import subprocess
import time

from worker import free_port


@contextlib.contextmanager
def stopped(pid):
    """The process takes no part in anything meanwhile, though its connections stay."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


class Redis:
    """A redis-server on a free port that keeps what it has over its own end."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder) / "redis"
        self.folder.mkdir()
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = None
        self.start()

    def start(self):
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port),
                 "--save", "", "--appendonly", "yes", "--appendfsync", "always",
                 "--dir", str(self.folder)], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        deadline = time.monotonic() + 10
        while self.ask("PING") != "PONG":
            assert time.monotonic() < deadline, "redis-server does not serve"
            time.sleep(0.05)

    def ask(self, *words):
        """What redis-cli prints."""
        done = subprocess.run(["redis-cli", "-p", str(self.port), *words], capture_output=True,
                              text=True, timeout=30, check=False)
        return done.stdout.strip()

    def kill(self):
        self.process.kill()
        self.process.wait(10)
