# SPDX-License-Identifier: Apache-2.0
"""Writes what the runner reads as a program's verdict, from inside the program: descriptor 3."""
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)
