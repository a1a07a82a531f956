# Tries: to look as if it had ended well, where SIGKILL ended it: it writes a whole verdict of
#     success before.
# Stopped by: the runner, which saw the signal; a verdict counts only where the program left.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 137,
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


write(verdict(b'"forged"'))
os.kill(os.getpid(), 9)
os.abort()
