# SPDX-License-Identifier: Apache-2.0
"""Batches that no client library makes: put together by hand, and by Kafka's protocol on a topic."""

import gzip
import socket
import struct
import time

from confluent_kafka import Producer

GZIP = 1
MIB = 1 << 20


def bomb(bootstrap, topic, partition, records=1):
    """Some kB that unpack to 150 MiB in one batch, which is more than librdkafka takes."""
    size = 150 * MIB // records
    producer = Producer({"bootstrap.servers": bootstrap, "compression.type": "zstd",
                         "linger.ms": 5_000, "message.max.bytes": 300 * MIB,
                         "batch.size": 300 * MIB, "queue.buffering.max.kbytes": 300 * 1024})
    for _ in range(records):
        producer.produce(topic, bytes(size), partition=partition)
    assert producer.flush(60) == 0, "the bomb could not be produced"


def halved(bootstrap, topic, partition, records):
    """A gzip of two members, cut within the first record: the broker takes it, and librdkafka, which
    unpacks the first alone, reads nothing of it and says nothing."""
    text = b"".join(_record(number, b"{}") for number in range(records))
    _produce(bootstrap, topic, partition,
             _batch(records, gzip.compress(text[:4]) + gzip.compress(text[4:]), GZIP))


def _varint(number):
    number <<= 1  # zigzag; none is negative but -1
    if number < 0:
        number = 1
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def _record(number, value):
    body = (b"\0" + _varint(0) + _varint(number) + _varint(-1) + _varint(len(value)) + value
            + _varint(0))
    return _varint(len(body)) + body


def _crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def _batch(count, records, codec):
    now = int(time.time() * 1000)
    checked = struct.pack(">hiqqqhii", codec, count - 1, now, now, -1, -1, -1, count) + records
    body = struct.pack(">ibI", -1, 2, _crc32c(checked)) + checked
    return struct.pack(">qi", 0, len(body)) + body


def _text(text):
    return struct.pack(">h", len(text)) + text.encode()


def _produce(bootstrap, topic, partition, batch):
    """A Produce request of version 3, the lowest that Kafka 4 takes."""
    request = (struct.pack(">hhi", 0, 3, 1) + _text("raw") + struct.pack(">hhii", -1, 1, 10_000, 1)
               + _text(topic) + struct.pack(">iii", 1, partition, len(batch)) + batch)
    host, port = bootstrap.rsplit(":", 1)
    with socket.create_connection((host, int(port)), 10) as broker:
        broker.sendall(struct.pack(">i", len(request)) + request)
        size, = struct.unpack(">i", broker.recv(4, socket.MSG_WAITALL))
        answer = broker.recv(size, socket.MSG_WAITALL)
    code, = struct.unpack_from(">h", answer, 4 + 4 + 2 + len(topic) + 4 + 4)
    assert code == 0, f"the broker refuses the batch with {code}"
