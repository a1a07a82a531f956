# Tries: to be told as a success that left with code 9: the verdict agrees with the code, and says
#     256 times more of it.
# Stopped by: the worker: success is code 0 alone.
# Expect: {"status": "failed", "exit_code": 9, "return_value": null, "success": false}
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


write(verdict(b'"forged"', exit_code=9 + (1 << 24)))
os._exit(9)
