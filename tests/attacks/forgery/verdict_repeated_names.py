# Tries: to have readers of its result disagree: the same name twice in its return value, so that
#     one sees the first and another the last.
# Stopped by: the worker, which takes no such value for JSON.
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


write(verdict(b'{"score": 0, "score": 100}'))
os._exit(0)
