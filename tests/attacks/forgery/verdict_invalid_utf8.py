# Tries: to get bytes into the result that are no UTF-8: overlong, surrogates, beyond Unicode, NUL,
#     in every text of a verdict that says that it raised.
# Stopped by: the worker, which makes valid UTF-8 of each.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 1}
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


bad = b"\xc0\x80\xed\xa0\x80\xf5\x90\x80\x80\xff\xfe\0\x1b]0;x\x07\xe2\x80\xae\xe2"
write(verdict(bad, claim=3, exit_code=1, error=(bad, bad * 1000, bad * 10_000)))
os._exit(1)
