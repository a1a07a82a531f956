# Tries: to make the decoder turn around: texts of length -1, -4 and 2^31, which a sum of 32 bits
#     would take for short ones.
# Stopped by: the decoder, which compares with what is left.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "return_value": null}
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


lengths = (0xFFFFFFFF, 0xFFFFFFFC, 0x80000000, 0x7FFFFFFF, 0xFFFFFFF0, 0xFFFFFFFB)
write(struct.pack("<BiB6II", 1, 0, 0, *lengths, 0))
os._exit(0)
