# SPDX-License-Identifier: Apache-2.0
"""What an attack wants, laid out on the host, and whether it got it: secrets, files, listeners,
living processes, what a jail leaves behind. All names and secrets are made at run time."""

import base64
import json
import os
import pathlib
import secrets
import select
import shutil
import socket
import tempfile

from answering import MOST_AT_A_TIME, AnsweringServers

SECRET_BYTES = 12
GRACE_SECONDS = 10  # longer than a job, whose connections end with it

# Where a program with a network may go: by a name, and by an address. Not where other jobs of the
# machine are, nor where a listener of the same port waits for those who go too far.
EGRESS_NAME = "localhost"
EGRESS_ADDRESS = "127.9.9.9"
NO_EGRESS_ADDRESS = "127.0.0.2"


def _forms(secret):
    """How a secret may look when it is got out."""
    raw = secret.encode()
    return {secret, secret.upper(), secret[::-1], raw.hex(),
            base64.b64encode(raw).decode().rstrip("=")[:-1]}


class Secret:
    """A random word, and whether a text holds it in one of the usual disguises."""

    def __init__(self, name):
        self.name = name
        self.text = f"cordon{secrets.token_hex(SECRET_BYTES)}"
        self._forms = _forms(self.text)

    def is_in(self, text):
        return any(form in text for form in self._forms)


class Traps:
    """A context manager. `context()` is what an attack is told of them; `sprung()` names what it
    got."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cordon-attacks-", dir="/var/tmp"))
        self.folder.chmod(0o755)
        self.in_file, self.in_environment = Secret("a host file"), Secret("the environment")
        self.host_file = self.folder / "canary"
        self.host_file.write_text(self.in_file.text, encoding="ascii")
        self.host_file.chmod(0o666)
        self.host_folder = self.folder / "open"
        self.host_folder.mkdir()
        self.host_folder.chmod(0o777)
        self.servers = AnsweringServers(["127.0.0.1", EGRESS_ADDRESS])
        self.listeners = {
            "allowed port of another host": self._listen(
                socket.AF_INET, (NO_EGRESS_ADDRESS, self.servers.port)),
            "tcp": self._listen(socket.AF_INET, ("127.0.0.1", 0)),
            "tcp6": self._listen(socket.AF_INET6, ("::1", 0)),
            "udp": self._listen(socket.AF_INET, ("127.0.0.1", 0), socket.SOCK_DGRAM),
            "abstract": self._listen(socket.AF_UNIX, "\0" + secrets.token_hex(8)),
            "path": self._listen(socket.AF_UNIX, str(self.folder / "socket")),
        }
        (self.folder / "socket").chmod(0o777)
        self._mounts = self.mounts()
        self._sysctls = self._read_sysctls()
        return self

    def __exit__(self, *_):
        self.servers.close()
        for listener in self.listeners.values():
            if listener:
                listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _listen(family, address, kind=socket.SOCK_STREAM):
        """None where the machine lacks such sockets."""
        try:
            one = socket.socket(family, kind)
            one.bind(address)
        except OSError:
            return None
        if kind == socket.SOCK_STREAM:
            one.listen()
        return one

    @property
    def environment(self):
        """What cordon is started with."""
        return {**os.environ, "CANARY_SECRET": self.in_environment.text}

    def context(self, marker):
        """For one attack; its processes are to call themselves `marker`."""
        def port(name):
            return self.listeners[name].getsockname()[1] if self.listeners[name] else 1

        return {"marker": marker, "host_file": str(self.host_file),
                "host_folder": str(self.host_folder), "tcp_port": port("tcp"),
                "tcp6_port": port("tcp6"), "udp_port": port("udp"),
                "abstract": self.listeners["abstract"].getsockname()[1:].decode(),
                "socket_path": str(self.folder / "socket"), "host_pid": os.getpid(),
                "egress": [[EGRESS_NAME, self.servers.port], [EGRESS_ADDRESS, self.servers.port]],
                "no_egress": [NO_EGRESS_ADDRESS, self.servers.port]}

    def profiles(self):
        """Of cordon's configuration: `open` and `default` with a network, where a program is to
        reach two servers and nothing else."""
        targets = json.dumps([f"{host}:{self.servers.port}"
                              for host in (EGRESS_NAME, EGRESS_ADDRESS)])
        return (f'[profiles.open-online]\nbase = "open"\negress = {targets}\n'
                f'[profiles.default-online]\nbase = "default"\negress = {targets}\n'
                f'extra_imports = ["http", "select", "socket", "ssl", "urllib"]\n')

    # -- what was got --------------------------------------------------------

    def sprung(self):
        """What happened on the host, whoever did it."""
        found = [f"reached the listener {name}" for name, one in self.listeners.items()
                 if one and select.select([one], [], [], 0)[0]]
        if self.host_file.read_text(encoding="ascii", errors="replace") != self.in_file.text:
            found.append("changed a host file")
        found += [f"made the host file {path.name!r}" for path in self.host_folder.iterdir()]
        found += [f"changed {path}" for path, before in self._sysctls.items()
                  if self._read(path) != before]
        if self.mounts() != self._mounts:
            found.append("changed the host's mounts")
        if not self.servers.are_all_ended(GRACE_SECONDS):
            found.append("kept a connection")
        # One that has ended may be seen to end after the next one is seen.
        if self.servers.most_at_a_time() > 2 * MOST_AT_A_TIME:
            found.append(f"had more than {MOST_AT_A_TIME} connections at a time")
        return found

    def seen_in(self, text):
        """Which of the host's secrets a text gives away."""
        return [f"got the secret of {one.name}" for one in (self.in_file, self.in_environment)
                if one.is_in(text)]

    @staticmethod
    def mounts():
        return sorted(line.split(" ", 1)[1] for line in
                      pathlib.Path("/proc/self/mountinfo").read_text().splitlines())

    @staticmethod
    def _read(path):
        try:
            return path.read_text(errors="replace")
        except OSError:
            return None

    def _read_sysctls(self):
        paths = ("/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname",
                 "/proc/sys/kernel/modprobe", "/proc/sys/fs/binfmt_misc/status",
                 "/sys/kernel/uevent_helper")
        return {pathlib.Path(path): self._read(pathlib.Path(path)) for path in paths}


def living(marker):
    """The processes of the whole machine that call themselves so."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            # Whoever runs beside this may call itself anything.
            if (entry / "comm").read_bytes().strip() == marker.encode():
                found.append(int(entry.name))
        except OSError:  # it is gone
            continue
    return found


def jail_remains(worker_pid):
    """Control groups of a cordon that has ended."""
    return [str(path) for path in pathlib.Path("/sys/fs/cgroup").glob(f"**/cordon-{worker_pid}")]
