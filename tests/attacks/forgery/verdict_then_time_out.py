# Tries: to hide that it ran over its time behind a verdict of success, deaf to all signals.
# Stopped by: the runner's clock and SIGKILL; what was measured comes before the verdict.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "error_type": "TimeoutError", "exit_code": 137,
#     "return_value": null}
import os
import signal
import struct
import time


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


write(verdict(b'"forged"'))
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    time.sleep(1)
