# SPDX-License-Identifier: Apache-2.0
"""The proxy does to a connection what the fault tests rely upon; without servers."""

import pathlib
import socket
import sys
import threading
import time
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "broker"))

from proxy import Proxy  # noqa: E402

DELAY = 0.2


def echo(listener):
    """Sends back what each connection sends."""
    def serve(peer):
        with peer:
            while data := peer.recv(65536):
                peer.sendall(data)

    while True:
        try:
            peer, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=serve, args=[peer], daemon=True).start()


class Link(unittest.TestCase):
    def setUp(self):
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)
        threading.Thread(target=echo, args=[listener], daemon=True).start()
        self.proxy = self.enterContext(Proxy())
        self.proxy.lead_to(f"127.0.0.1:{listener.getsockname()[1]}")
        self.client = self.enterContext(socket.create_connection(
            ("127.0.0.1", self.proxy.port), 10))

    def echoed(self, data):
        """Seconds from sending to having it back."""
        began = time.monotonic()
        self.client.sendall(data)
        self.read(data)
        return time.monotonic() - began

    def read(self, data):
        got = b""
        while len(got) < len(data) and (more := self.client.recv(65536)):
            got += more
        self.assertEqual(got, data)

    def test_bytes_pass_in_order(self):
        self.echoed(bytes(range(256)) * 1000)

    def test_a_slow_link_delays_both_directions(self):
        with self.proxy.slowed(DELAY):
            self.assertGreaterEqual(self.echoed(b"slow"), 2 * DELAY)
        self.assertLess(self.echoed(b"fast"), 2 * DELAY)

    def test_what_is_sent_over_a_cut_link_arrives_afterwards(self):
        self.echoed(b"before")
        with self.proxy.cut():
            self.client.sendall(b"meanwhile")
            self.client.settimeout(DELAY)
            with self.assertRaises(TimeoutError):
                self.client.recv(1)
        self.client.settimeout(10)
        self.read(b"meanwhile")

    def test_an_end_is_passed_on(self):
        self.client.sendall(b"last")
        self.client.shutdown(socket.SHUT_WR)
        self.read(b"last")
        self.assertEqual(self.client.recv(1), b"")


if __name__ == "__main__":
    unittest.main(verbosity=2)
