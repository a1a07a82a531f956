# Tries: to get a secret past the redactor in the clear: escaped in a forged value that holds a
#     number at which the redactor's JSON reader gives up, so that it searches the text as it
#     stands.
# Stopped by: the worker, which takes no value for JSON that its own readers refuse.
# Job: {"redact_sensitive_output": true, "enable_output_validation": true}
# Expect: {"return_value": null}
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


escaped = b"someone" + b"\\u0040example.com"
value = b'["' + escaped + b'", {"password": "' + escaped + b'"}, 1e999]'
body = b"\1" + struct.pack("<iB", 0, 0) + text(value) + text(b"") * 5 + struct.pack("<I", 0)
os.pwrite(3, struct.pack("<I", len(body)) + body, 0)
os._exit(0)
