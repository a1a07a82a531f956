# Tries: to claim success and exit code 0 in its verdict, and to leave with 7.
# Stopped by: the runner saw the code; a verdict of another is none.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 7,
#     "return_value": null, "success": false}
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


write(verdict(b'"forged"', exit_code=0))
os._exit(7)
