# Tries: to hide a forbidden system call behind a verdict of success that it wrote before.
# Stopped by: the seccomp filter, and the runner, which saw the call.
# Expect: {"status": "failed", "error_type": "SecurityViolationError",
#     "details.violation_type": "forbidden_syscall", "return_value": null}
import ctypes
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


SYS_BPF = 321
write(verdict(b'"forged"'))
ctypes.CDLL(None).syscall(SYS_BPF, 0, 0, 0)
print("BREACH bpf came back")
