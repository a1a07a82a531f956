# Tries: to hide a kill by the memory limit: a child is killed, the parent claims success.
# Stopped by: the cgroup counts the kills of all its processes.
# Job: {"limits": {"timeout_seconds": 5, "max_memory_mb": 64, "max_processes": 4}}
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory",
#     "return_value": null}
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


if os.fork() == 0:
    hold = bytearray(os.urandom(1 << 20) * 200)
    print("it held", len(hold))
    os._exit(0)
os.wait()
write(verdict(b'"forged"'))
{"claimed": "success"}
