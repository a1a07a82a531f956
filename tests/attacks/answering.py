# SPDX-License-Identifier: Apache-2.0
"""The servers of the host that programs with a network may reach: each answers every byte that it
reads in upper case, until the other side ends."""

import contextlib
import selectors
import socket
import threading
import time

MOST_AT_A_TIME = 64  # connections that cordon lets a program have
READ_BYTES = 65536


class AnsweringServers:
    """Listens on one port of several addresses of the loopback; one thread serves them all."""

    def __init__(self, addresses):
        self._listening, self.port = _listen_on_one_port(addresses)
        self._selector = selectors.DefaultSelector()
        self._lock = threading.Lock()
        self._open = set()
        self._most = 0
        self._stop, self._stopped = socket.socketpair()
        for one in (*self._listening, self._stopped):
            self._selector.register(one, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self):
        self._stop.send(b"x")
        self._thread.join()
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()
        self._stop.close()
        self._selector.close()

    def most_at_a_time(self):
        """How many connections were open together, since it was last asked."""
        with self._lock:
            most, self._most = self._most, len(self._open)
        return most

    def are_all_ended(self, seconds):
        """Whether all connections that are there now end within that time."""
        deadline = time.monotonic() + seconds
        with self._lock:
            left = set(self._open)
        while left and time.monotonic() < deadline:
            time.sleep(0.01)
            with self._lock:
                left &= self._open
        return not left

    def _serve(self):
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._stopped:
                    return
                if key.fileobj in self._listening:
                    self._accept(key.fileobj)
                else:
                    self._answer(key.fileobj)

    def _accept(self, listening):
        with contextlib.suppress(OSError):
            connection, _ = listening.accept()
            connection.setblocking(False)
            self._selector.register(connection, selectors.EVENT_READ)
            with self._lock:
                self._open.add(connection)
                self._most = max(self._most, len(self._open))

    def _answer(self, connection):
        try:
            got = connection.recv(READ_BYTES)
            if got:
                connection.send(got.upper())
        except BlockingIOError:  # who reads no answer gets none
            return
        except OSError:
            got = b""
        if not got:
            with self._lock:
                self._open.discard(connection)
            self._selector.unregister(connection)
            connection.close()


def _listen_on_one_port(addresses):
    first = _listen((addresses[0], 0))
    port = first.getsockname()[1]
    return [first, *(_listen((one, port)) for one in addresses[1:])], port


def _listen(where):
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind(where)
    one.listen(256)
    one.setblocking(False)
    return one
