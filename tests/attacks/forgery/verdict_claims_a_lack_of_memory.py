# Tries: to blame limits that it never met, by errno and names, for an error of another type.
# Stopped by: nothing: it is the program's own word (docs/security.md). What is measured stands: the
#     exit code, and no success.
# Expect: {"success": false, "exit_code": 5, "can_retry": false}
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


write(verdict(b"null", claim=3, exit_code=5, error=(b"MemoryError", b"SandboxError", b"x"),
              errno=28))
os._exit(5)
