# Tries: to end the wait for it by SIGSTOP, with a verdict of success in place, so that the runner
#     takes a stopped program for one that has ended.
# Stopped by: the runner waits for the end alone, and its clock.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137, "return_value": null}
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
while True:
    os.kill(os.getpid(), 19)
