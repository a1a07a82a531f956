# SPDX-License-Identifier: Apache-2.0
"""A Kafka of a test's own, which it may kill; made by deploy/kafka."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

COMMAND = pathlib.Path(__file__).resolve().parents[2] / "deploy" / "kafka"


class Broker:
    """Runs from its making on. With `proxy_port` it serves a second address, `behind_proxy`, whose
    clients it sends to that port."""

    def __init__(self, proxy_port=None):
        self.data = tempfile.mkdtemp(prefix="cordon-fault-kafka-")
        self.port, self.proxy_port = 0, proxy_port
        self.start()
        self.port = int(self.address.rsplit(":", 1)[1])

    def start(self):
        """On the port that it had before, with all that it had."""
        options = ["--port", str(self.port)]
        if self.proxy_port:
            options += ["--proxy", str(self.proxy_port)]
        self._run("up", *options)

    @property
    def address(self):
        return self._read("address")

    @property
    def behind_proxy(self):
        return self._read("behind-proxy")

    @property
    def pid(self):
        return int(self._read("pid"))

    def kill(self):
        pid = self.pid
        os.kill(pid, signal.SIGKILL)
        while pathlib.Path(f"/proc/{pid}/fd").exists() and not _is_zombie(pid):
            time.sleep(0.02)

    def remove(self):
        self._run("down")
        shutil.rmtree(self.data, ignore_errors=True)

    def _read(self, name):
        return (pathlib.Path(self.data) / name).read_text().strip()

    def _run(self, command, *options):
        done = subprocess.run([COMMAND, command, "--data", self.data, *options],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=120, check=False)
        assert done.returncode == 0, done.stderr


def _is_zombie(pid):
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
    return stat.rsplit(")", 1)[1].split()[0] == "Z"
