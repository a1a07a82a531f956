# Tries: to get megabytes into the result by the name of its exception, where message and traceback
#     are held to a limit.
# Stopped by: the worker, which cuts names at 200 bytes.
# Expect: {"status": "failed", "exit_code": 1, "details.exception": "EEEEEEEEEEEEEEEEEEE
#     EEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE
#     EEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE
#     EEEEEEEEEEEEEEEEEEEE"}
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


name = b"E" * 19 + (b" " + b"E" * 79) * 200_000
write(verdict(b"null", claim=3, exit_code=1, error=(name, b"message", b"")))
os._exit(1)
