# SPDX-License-Identifier: Apache-2.0
"""What a group committed, asked for by Kafka's protocol. (confluent-kafka 2.11.1 gives a commit's
metadata with what lies behind it in memory: its length can't be told.)"""

import socket
import struct

OFFSET_FETCH, VERSION = 9, 1


def committed(bootstrap, group, topic, partitions):
    """By partition, the committed offset (-1 where there is none) and the metadata beside it."""
    request = (struct.pack(">hhi", OFFSET_FETCH, VERSION, 1) + _text("faults") + _text(group)
               + struct.pack(">i", 1) + _text(topic)
               + struct.pack(f">i{partitions}i", partitions, *range(partitions)))
    host, port = bootstrap.rsplit(":", 1)
    with socket.create_connection((host, int(port)), 30) as broker:
        broker.sendall(struct.pack(">i", len(request)) + request)
        size, = struct.unpack(">i", broker.recv(4, socket.MSG_WAITALL))
        answer = _Reader(broker.recv(size, socket.MSG_WAITALL))
    answer.number(">i")  # the request's number
    found = {}
    for _ in range(answer.number(">i")):
        answer.text()
        for _ in range(answer.number(">i")):
            partition, offset = answer.number(">i"), answer.number(">q")
            metadata, error = answer.text(), answer.number(">h")
            assert error == 0, f"the broker answers {error} for partition {partition}"
            found[partition] = (offset, metadata)
    return found


def _text(text):
    return struct.pack(">h", len(text)) + text.encode()


class _Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def number(self, form):
        value, = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return value

    def text(self):
        """Empty where it is null."""
        size = max(self.number(">h"), 0)
        self.at += size
        return self.data[self.at - size:self.at].decode()
