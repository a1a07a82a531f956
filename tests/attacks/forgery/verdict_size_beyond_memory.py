# Tries: to have the worker read beyond the verdict's memory: the size says 4 GB.
# Stopped by: the worker, which takes no size of 16 MiB or more.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 0,
#     "return_value": null}
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


write(verdict(b'"forged"'), 0xFFFFFFFF)
os._exit(0)
