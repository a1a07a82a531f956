# Tries: to make its result unreadable by an integer of thousands of digits in its return value:
#     from 4,301 on Python's json gives up the whole line (so this one has fewer).
# Stopped by: the worker, which promises integers of at most 64 bits.
# Expect: {"status": "succeeded", "return_value": null}
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


write(verdict(b"9" * 4_000))
os._exit(0)
