# Tries: to get a return value of 15 MB past the limit of output.
# Stopped by: the worker, which holds the claimed value to max_output_bytes.
# Expect: {"status": "succeeded", "return_value": null,
#     "details.return_value": "it is longer than max_output_bytes"}
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


write(verdict(b'"' + b"A" * (15 << 20) + b'"'))
os._exit(0)
